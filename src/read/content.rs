//! An opened input → its text, whole or line by line; never more of it in memory than one article.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
};

use super::{Format, MAX_ARTICLE_BYTES, Place, Problem, files::Source};
use crate::text::Normalised;

/// The longest line of JSON: a text with all that may be said of it.
const MAX_LINE_BYTES: usize = 8 * MAX_ARTICLE_BYTES;

/// An input of one article a line.
pub(super) struct Lines {
    pub(super) reader: Box<dyn BufRead + Send>,
    pub(super) place: Place,
    pub(super) line: u64,
}

impl Lines {
    /// The next line that is not blank, with its place; `None` at the end.
    pub(super) fn next_line(&mut self) -> Option<(Place, Result<String, Problem>)> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let place = self.place.at(self.line);
            let read = (&mut self.reader).take(MAX_LINE_BYTES as u64 + 1).read_until(b'\n', &mut bytes);
            let whole = match read {
                Err(error) => Err(Problem::from(error)),
                Ok(0) if self.line == 1 => Err(Problem::Empty),
                Ok(0) => return None,
                Ok(_) if bytes.len() > MAX_LINE_BYTES => match self.reader.skip_until(b'\n') {
                    Ok(_) => Err(Problem::TooLong),
                    Err(error) => Err(Problem::from(error)),
                },
                Ok(_) => decode(bytes),
            };
            match whole {
                Ok(line) if line.trim_start_matches('\u{feff}').trim().is_empty() => {}
                Ok(line) => return Some((place, Ok(line.trim_start_matches('\u{feff}').to_owned()))),
                // After a failed read there is nothing more to come.
                Err(problem @ (Problem::Io(_) | Problem::Missing | Problem::Forbidden | Problem::Empty)) => {
                    self.reader = Box::new(io::empty());
                    return Some((self.place.clone(), Err(problem)));
                }
                Err(problem) => return Some((place, Err(problem))),
            }
        }
    }
}

pub(super) fn reader(source: &Source) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(match &source.path {
        Some(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
        None => Box::new(BufReader::with_capacity(1 << 16, io::stdin())),
    })
}

/// Where lines that start with what is no text have their first NUL: a picture or the like, whatever its name. One that
/// starts well may have a line that was damaged.
pub(super) fn binary(reader: &mut dyn BufRead) -> io::Result<Option<usize>> {
    let start = reader.fill_buf()?;
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_text =
        std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |text| !text.contains('\0'));
    Ok(start.iter().position(|byte| *byte == 0).filter(|_| !is_text))
}

/// The format, by how the content starts.
pub(super) fn sniff(reader: &mut dyn BufRead) -> io::Result<Format> {
    let start = reader.fill_buf()?;
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    let start = start.trim_ascii_start();
    Ok(match start {
        [b'{', ..] => Format::JsonLines,
        [b'-', b'-', b'-', b'\n' | b'\r', ..] | [b'+', b'+', b'+', b'\n' | b'\r', ..] => Format::Markdown,
        _ => Format::Plain,
    })
}

pub(super) fn whole(reader: &mut dyn BufRead) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    reader.take(MAX_ARTICLE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_ARTICLE_BYTES {
        return Err(Problem::TooLong);
    }
    let text = decode(bytes)?;
    if text.trim().is_empty() { Err(Problem::Empty) } else { Ok(Normalised::new(text).into_text()) }
}

fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    // Bytes of a picture are no UTF-8 either; that it is binary says more.
    let nul = bytes.iter().take(MAX_ARTICLE_BYTES).position(|b| *b == 0);
    match (nul, String::from_utf8(bytes)) {
        (Some(nul), _) => Err(Problem::Binary(nul)),
        (None, Err(error)) => Err(Problem::NotUtf8(error.utf8_error().valid_up_to())),
        (None, Ok(text)) => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_format() {
        for (text, format) in [
            (" {\"id\"", Format::JsonLines),
            ("---\ntitle", Format::Markdown),
            ("--- Roma", Format::Plain),
            ("", Format::Plain),
        ] {
            assert_eq!(sniff(&mut text.as_bytes()).ok(), Some(format), "{text}");
        }
    }
}
