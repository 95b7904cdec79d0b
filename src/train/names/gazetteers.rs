//! Gazetteers and running text → the lists of the name tagger.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;

use crate::annotate::names::Lists;

pub(super) fn lists(_data: &Path) -> Result<Lists> {
    Ok(Lists::new(&BTreeMap::new(), &BTreeMap::new())?)
}
