//! What a report is made with, beside the files.

use crate::base::Month;
use crate::tables::Policies;
use serde::{Deserialize, Serialize};

/// What a report is made with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Length of the retention window.
    pub months: u32,
    /// Last month of the window; `None` takes the data's last.
    pub to: Option<Month>,
    /// The policies.
    pub policies: Policies,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { months: 12, to: None, policies: Policies::default() }
    }
}
