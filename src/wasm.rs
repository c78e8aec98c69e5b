//! The door to JavaScript: converts, and decides nothing. Offsets on that side are UTF-16 code units.
//!
//! JavaScript strings may hold half of a surrogate pair. On the way in each becomes U+FFFD, which is one UTF-16 unit too,
//! so that offsets are right for the string as the caller has it.

use crate::export::sources::{self, Source};
use crate::export::{self, Article, Format};
use crate::offsets::{OffsetUnit, Offsets};
use crate::{Annotations, Annotator, Correction, Options};
use js_sys::{Error, Function, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The annotator, with its weights.
#[wasm_bindgen]
pub struct Newsmark(Annotator);

#[wasm_bindgen]
impl Newsmark {
    /// An annotator with the weights in `weights`. Throws an `Error` with the code "bad-weights" where they are none.
    #[wasm_bindgen(constructor)]
    pub fn new(weights: &[u8]) -> Result<Newsmark, Error> {
        std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
        Annotator::new(weights).map(Newsmark).map_err(|failure| error("bad-weights", &failure.to_string()))
    }

    /// The annotations of `text` as a plain object. `date` is `YYYY-MM-DD`; throws an `Error` with the code "bad-date"
    /// where it is not. `corrections` is a list of what a person has put right, or nothing; "bad-corrections" where it is no
    /// such list. For a long text, `progress` is called now and then with the share of the work that is done.
    pub fn annotate(
        &self,
        text: &str,
        date: Option<String>,
        progress: &Function,
        corrections: JsValue,
    ) -> Result<JsValue, Error> {
        let (mut annotations, offsets) = self.find(text, date, progress, corrections)?;
        offsets.leave_bytes(&mut annotations);
        write(&annotations)
    }

    /// The annotations and the sources of their quotes in one object, without the way there and back that `sources` takes.
    #[wasm_bindgen(js_name = annotateWithSources)]
    pub fn annotate_with_sources(
        &self,
        text: &str,
        date: Option<String>,
        progress: &Function,
        corrections: JsValue,
    ) -> Result<JsValue, Error> {
        let (mut annotations, offsets) = self.find(text, date, progress, corrections)?;
        let sources = sources::audit(text, &annotations);
        offsets.leave_bytes(&mut annotations);
        write(&Found { annotations, sources })
    }

    /// The annotations, with offsets in bytes, and the way from these.
    fn find<'text>(
        &self,
        text: &'text str,
        date: Option<String>,
        progress: &Function,
        corrections: JsValue,
    ) -> Result<(Annotations, Offsets<'text>), Error> {
        let date = date.map(|date| date.parse()).transpose();
        let date = date.map_err(|_| error("bad-date", "the date is not of the form YYYY-MM-DD"))?;
        // What a listener throws is its own affair.
        let mut tell = |share: f64| drop(progress.call1(&JsValue::NULL, &share.into()));
        let offsets = Offsets::new(text, OffsetUnit::Utf16);
        let corrections = read_corrections(corrections, &offsets)?;
        let annotations = self.0.annotate_corrected(text, &Options { date }, &corrections, &mut tell);
        Ok((annotations, offsets))
    }

    /// How many mentions are found in `text`, without what is made of them later: to measure the speed of recognition.
    #[wasm_bindgen(js_name = countMentions)]
    pub fn count_mentions(&self, text: &str) -> usize {
        self.0.count_mentions(text)
    }
}

/// What `annotateWithSources` gives.
#[derive(Serialize)]
struct Found {
    annotations: Annotations,
    sources: Vec<Source>,
}

/// A file of the annotations of `text`, as they came from `annotate` or were changed since. `format` is a name that the
/// command knows. Throws an `Error` with the code "bad-format" or "bad-annotations".
#[wasm_bindgen(js_name = exportFile)]
pub fn export_file(format: &str, text: &str, annotations: JsValue) -> Result<String, Error> {
    let format = Format::named(format).ok_or_else(|| error("bad-format", "there is no such format"))?;
    let offsets = Offsets::new(text, OffsetUnit::Utf16);
    let annotations = &read(annotations, &offsets)?;
    Ok(export::write(&Article { text, annotations, offsets: &offsets }, format))
}

/// The sources of the quotes in `annotations`, as plain objects. Throws an `Error` with the code "bad-annotations".
#[wasm_bindgen]
pub fn sources(text: &str, annotations: JsValue) -> Result<JsValue, Error> {
    let annotations = read(annotations, &Offsets::new(text, OffsetUnit::Utf16))?;
    write(&sources::audit(text, &annotations))
}

/// Annotations from JavaScript, with offsets in bytes again.
fn read(annotations: JsValue, offsets: &Offsets) -> Result<Annotations, Error> {
    let mut annotations: Annotations = serde_wasm_bindgen::from_value(annotations)
        .map_err(|failure| error("bad-annotations", &failure.to_string()))?;
    if !offsets.return_to_bytes(&mut annotations) {
        return Err(error("bad-annotations", "the annotations are of another text"));
    }
    Ok(annotations)
}

/// Corrections from JavaScript, with offsets in bytes. Those of places that the text does not have go: they were made of an
/// earlier one.
fn read_corrections(corrections: JsValue, offsets: &Offsets) -> Result<Vec<Correction>, Error> {
    let corrections: Option<Vec<Correction>> = serde_wasm_bindgen::from_value(corrections)
        .map_err(|failure| error("bad-corrections", &failure.to_string()))?;
    let in_bytes = |correction: &Correction| correction.map_offsets(|offset| offsets.to_byte(offset));
    Ok(corrections.unwrap_or_default().iter().filter_map(in_bytes).collect())
}

fn write(value: &impl Serialize) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible()).map_err(|failure| error("failed", &failure.to_string()))
}

/// The version of this library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// An `Error` that programs can tell by its `code`.
fn error(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    // Setting a property of a fresh object does not fail.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error
}
