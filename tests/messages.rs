//! What the page reads by place (`src/web/message.rs`) must have a default wherever it may be left out: the browser's
//! tests meet a field's absence only by chance.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

#[test]
fn whatever_may_be_left_out_has_a_default() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root, &mut all).unwrap();
    let mut seen = 0;
    // The command line's own answers are never read back, nor is a report cut down to one view as a whole report.
    let written_only = [root.join("cli"), root.join("report/embed.rs")];
    for path in all.iter().filter(|path| !written_only.iter().any(|own| path.starts_with(own))) {
        let text = std::fs::read_to_string(path).unwrap();
        for attribute in text.split("#[serde(").skip(1).filter_map(|rest| rest.split(")]").next()) {
            if attribute.contains("skip_serializing") {
                seen += 1;
                assert!(
                    attribute.contains("default"),
                    "{}: serde({attribute}) without `default`",
                    path.display()
                );
            }
        }
    }
    assert!(seen > 10, "{seen}");
}
