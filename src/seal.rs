//! How the page gives up its right to use the network, as a machine that needs no browser to be tested.
//!
//! `Loading → Compiled → Sealing → Sealed`, each step only from the one before. The seal counts as closed
//! when the browser *refused* a probe request and said so by a policy violation; a request that merely
//! failed proves nothing. See trust.md §1.2 and §1.6.

/// The policy appended once everything is loaded. It intersects with the page's own, so it can only tighten:
/// no `'self'` in it, because the promise is "not even our own server".
pub const SEAL_POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; img-src data: blob:; \
    worker-src blob:; base-uri 'none'; form-action 'none'";

/// How long a refusal may take, in milliseconds. It comes within one; the rest is for busy machines.
pub const PROBE_MS: i32 = 2_000;

/// Where the sealing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The engine is being fetched and compiled; the network is still needed.
    Loading,
    /// The engine is in memory; nothing more will be fetched.
    Compiled,
    /// The seal is in the document; a probe is under way.
    Sealing {
        /// The probe's request was rejected.
        rejected: bool,
        /// The browser named the policy as the reason.
        violated: bool,
    },
    /// Both happened: files may be chosen.
    Sealed,
    /// The seal did not hold: no file may be chosen.
    Broken,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page carries its own policy and the engine is compiled.
    EngineCompiled,
    /// The page carries no policy of its own (a development build, or something stripped it).
    NoPolicy,
    /// The seal was appended and a probe sent.
    SealAppended,
    /// The probe's request was rejected.
    ProbeRejected,
    /// The probe's request was answered: the network is open.
    ProbeAnswered,
    /// A violation of `connect-src` was reported.
    Violation,
    /// Time is up.
    TimedOut,
}

impl Step {
    /// The next step. What makes no sense in a step leaves it as it is; what disproves the seal breaks it for good.
    pub fn after(self, event: Event) -> Step {
        match (self, event) {
            (Step::Broken, _) => Step::Broken,
            (_, Event::NoPolicy | Event::ProbeAnswered) => Step::Broken,
            (Step::Loading, Event::EngineCompiled) => Step::Compiled,
            (Step::Compiled, Event::SealAppended) => Step::Sealing { rejected: false, violated: false },
            (Step::Sealing { violated, .. }, Event::ProbeRejected) => Step::closed(true, violated),
            (Step::Sealing { rejected, .. }, Event::Violation) => Step::closed(rejected, true),
            (Step::Sealing { .. }, Event::TimedOut) => Step::Broken,
            (step, _) => step,
        }
    }

    /// The step of a page that comes back from the browser's cache: it must prove its seal again.
    pub fn again(self) -> Step {
        match self {
            Step::Sealed => Step::Sealing { rejected: false, violated: false },
            other => other,
        }
    }

    fn closed(rejected: bool, violated: bool) -> Step {
        if rejected && violated { Step::Sealed } else { Step::Sealing { rejected, violated } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(events: &[Event]) -> Step {
        events.iter().fold(Step::Loading, |step, event| step.after(*event))
    }

    #[test]
    fn closes_only_on_a_refusal_and_its_reason() {
        use Event::*;
        assert_eq!(run(&[EngineCompiled, SealAppended, ProbeRejected, Violation]), Step::Sealed);
        assert_eq!(run(&[EngineCompiled, SealAppended, Violation, ProbeRejected]), Step::Sealed);
        assert_ne!(run(&[EngineCompiled, SealAppended, ProbeRejected]), Step::Sealed);
        assert_ne!(run(&[EngineCompiled, SealAppended, Violation]), Step::Sealed);
        assert_eq!(run(&[EngineCompiled, SealAppended, ProbeRejected, TimedOut]), Step::Broken);
    }

    #[test]
    fn breaks_for_good() {
        use Event::*;
        assert_eq!(run(&[NoPolicy, EngineCompiled, SealAppended, ProbeRejected, Violation]), Step::Broken);
        assert_eq!(
            run(&[EngineCompiled, SealAppended, ProbeAnswered, Violation, ProbeRejected]),
            Step::Broken
        );
        assert_eq!(run(&[EngineCompiled, SealAppended, ProbeRejected, Violation, TimedOut]), Step::Sealed);
    }

    #[test]
    fn nothing_is_sealed_before_it_is_loaded() {
        use Event::*;
        assert_eq!(run(&[SealAppended, ProbeRejected, Violation]), Step::Loading);
        let sealed = run(&[EngineCompiled, SealAppended, ProbeRejected, Violation]);
        assert_ne!(sealed.again(), Step::Sealed);
        assert_eq!(sealed.again().after(TimedOut), Step::Broken);
    }

    #[test]
    fn the_seal_leaves_no_origin_open() {
        assert!(SEAL_POLICY.contains("default-src 'none'"));
        assert!(!SEAL_POLICY.contains("'self'") && !SEAL_POLICY.contains("http"));
    }
}
