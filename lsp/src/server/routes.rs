//! From the name of a request to its handler.

use lsp_server::ErrorCode;
use lsp_types::request::Request;
use serde_json::Value;

use super::ask::Ask;

/// Answers what comes in with what goes out.
type Answer = Box<dyn Fn(&Ask, Value) -> Result<Value, Refusal> + Send + Sync>;

/// Why a request has no answer.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    /// For a person to read.
    pub(crate) why: String,
}

impl From<serde_json::Error> for Refusal {
    fn from(why: serde_json::Error) -> Self {
        Self { code: ErrorCode::InvalidParams, why: why.to_string() }
    }
}

/// A request that is known.
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) answer: Answer,
}

/// Has requests of a kind answered by a handler.
pub(crate) fn route<R>(handler: fn(&Ask, R::Params) -> R::Result) -> Route
where
    R: Request + 'static,
{
    let answer = move |ask: &Ask, params: Value| {
        let params = serde_json::from_value(params)?;
        Ok(serde_json::to_value(handler(ask, params))?)
    };
    Route { method: R::METHOD, answer: Box::new(answer) }
}

/// As [`route`], for what can be refused.
pub(crate) fn fallible<R>(handler: fn(&Ask, R::Params) -> Result<R::Result, Refusal>) -> Route
where
    R: Request + 'static,
{
    let answer = move |ask: &Ask, params: Value| {
        let params = serde_json::from_value(params)?;
        Ok(serde_json::to_value(handler(ask, params)?)?)
    };
    Route { method: R::METHOD, answer: Box::new(answer) }
}
