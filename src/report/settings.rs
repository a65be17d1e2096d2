//! What a report is made with, beside the files.

use crate::base::Month;
use crate::metrics::operating::Choices;
use crate::metrics::operating::health::HealthProfile;
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
    /// NRR to reach, in percent: how much MRR is missing to it.
    #[serde(default = "full")]
    pub target: u32,
    /// Where size classes are cut, in percent of the opening customers from the largest down: elephants up to the
    /// first, cheetahs up to the second, the rest are rabbits (domain.md §2.2; the article gives no cut-offs).
    #[serde(default = "size_cuts")]
    pub size_cuts: [u8; 2],
    /// What a customer's health score is made of.
    #[serde(default)]
    pub health: HealthProfile,
    /// What is chosen of the operating measures.
    #[serde(default)]
    pub choices: Choices,
}

fn full() -> u32 {
    100
}

fn size_cuts() -> [u8; 2] {
    [10, 40]
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            months: 12,
            to: None,
            policies: Policies::default(),
            target: full(),
            size_cuts: size_cuts(),
            health: HealthProfile::default(),
            choices: Choices::default(),
        }
    }
}
