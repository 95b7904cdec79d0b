//! Dependency relations.

use std::{fmt, str::FromStr};

/// A dependency relation of Universal Dependencies v2, with its sub-type where it has one (`nsubj:pass`).
///
/// A number into a fixed table, so that a token stays small and comparing costs one instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deprel(u8);

macro_rules! deprels {
    ($($constant:ident = $name:literal),* $(,)?) => {
        const NAMES: &[&str] = &[$($name),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Index { $($constant),* }
        #[allow(missing_docs)] // the names are the standard's own
        impl Deprel { $(pub const $constant: Deprel = Deprel(Index::$constant as u8);)* }
    };
}

deprels! {
    DEP = "dep", ACL = "acl", ACL_RELCL = "acl:relcl", ADVCL = "advcl", ADVCL_RELCL = "advcl:relcl", ADVMOD = "advmod",
    AMOD = "amod", APPOS = "appos", AUX = "aux", AUX_PASS = "aux:pass", CASE = "case", CC = "cc", CC_PRECONJ = "cc:preconj",
    CCOMP = "ccomp", CLF = "clf", COMPOUND = "compound", COMPOUND_PRT = "compound:prt", CONJ = "conj", COP = "cop",
    CSUBJ = "csubj", CSUBJ_PASS = "csubj:pass", CSUBJ_OUTER = "csubj:outer", DET = "det", DET_POSS = "det:poss",
    DET_PREDET = "det:predet", DISCOURSE = "discourse", DISCOURSE_EMO = "discourse:emo", DISLOCATED = "dislocated",
    EXPL = "expl", EXPL_IMPERS = "expl:impers", EXPL_PASS = "expl:pass", EXPL_PV = "expl:pv", FIXED = "fixed", FLAT = "flat",
    FLAT_FOREIGN = "flat:foreign", FLAT_NAME = "flat:name", GOESWITH = "goeswith", IOBJ = "iobj", LIST = "list",
    MARK = "mark", NMOD = "nmod", NMOD_DESC = "nmod:desc", NMOD_POSS = "nmod:poss", NMOD_UNMARKED = "nmod:unmarked",
    NSUBJ = "nsubj", NSUBJ_OUTER = "nsubj:outer", NSUBJ_PASS = "nsubj:pass", NUMMOD = "nummod", OBJ = "obj", OBL = "obl",
    OBL_AGENT = "obl:agent", OBL_TMOD = "obl:tmod", OBL_UNMARKED = "obl:unmarked", ORPHAN = "orphan",
    PARATAXIS = "parataxis", PARATAXIS_APPOS = "parataxis:appos", PARATAXIS_DISCOURSE = "parataxis:discourse",
    PARATAXIS_HASHTAG = "parataxis:hashtag", PARATAXIS_INSERT = "parataxis:insert", PARATAXIS_NSUBJ = "parataxis:nsubj",
    PARATAXIS_OBJ = "parataxis:obj", PUNCT = "punct", REPARANDUM = "reparandum", ROOT = "root", VOCATIVE = "vocative",
    VOCATIVE_MENTION = "vocative:mention", XCOMP = "xcomp",
}

/// For each relation the number of the one without its sub-type.
const UNIVERSAL: [u8; NAMES.len()] = {
    let mut universal = [0; NAMES.len()];
    let mut i = 0;
    while i < NAMES.len() {
        let mut base = 0;
        while !is_base(NAMES[base].as_bytes(), NAMES[i].as_bytes()) {
            base += 1;
        }
        universal[i] = base as u8;
        i += 1;
    }
    universal
};

/// Whether `base` is all of `name` before its colon.
const fn is_base(base: &[u8], name: &[u8]) -> bool {
    let mut i = 0;
    while i < name.len() && name[i] != b':' {
        if i >= base.len() || base[i] != name[i] {
            return false;
        }
        i += 1;
    }
    i == base.len()
}

impl Deprel {
    /// How many relations the table holds; numbers run from 0 to this, excluded.
    pub const COUNT: usize = NAMES.len();

    /// The relation as CoNLL-U writes it, sub-type included.
    pub fn as_str(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    /// The relation of a number below [`Deprel::COUNT`]; `dep` for a larger one.
    pub fn from_index(index: usize) -> Self {
        if index < Self::COUNT { Self(index as u8) } else { Self::DEP }
    }

    /// The number of the relation in the table.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The relation without its sub-type.
    #[must_use]
    pub fn universal(self) -> Self {
        Self(UNIVERSAL[self.0 as usize])
    }

    /// Whether the relation is `base` or a sub-type of it.
    pub fn is(self, base: Deprel) -> bool {
        self == base || self.universal() == base
    }
}

impl Default for Deprel {
    fn default() -> Self {
        Self::DEP
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Deprel {
    type Err = ();

    /// Reads a relation; an unknown sub-type falls back to the relation without it.
    fn from_str(name: &str) -> Result<Self, ()> {
        let find = |n: &str| NAMES.iter().position(|known| *known == n).map(Deprel::from_index);
        find(name).or_else(|| find(name.split(':').next()?)).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sub_types_belong_to_their_relation() {
        assert!(Deprel::NSUBJ_PASS.is(Deprel::NSUBJ));
        assert!(!Deprel::NSUBJ.is(Deprel::NSUBJ_PASS));
        assert!(!Deprel::AUX.is(Deprel::ACL));
        assert_eq!(Deprel::NSUBJ_PASS.universal(), Deprel::NSUBJ);
        assert_eq!("obl:lmod".parse(), Ok(Deprel::OBL));
        assert_eq!("no such".parse::<Deprel>(), Err(()));
    }

    #[test]
    fn every_name_reads_back() {
        for i in 0..Deprel::COUNT {
            let relation = Deprel::from_index(i);
            assert_eq!(relation.as_str().parse(), Ok(relation));
        }
    }
}
