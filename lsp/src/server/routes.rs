//! From the name of a request to its handler.

use lsp_types::request::Request;
use serde_json::Value;

use super::ask::Ask;

/// Answers what comes in with what goes out.
type Answer = Box<dyn Fn(&Ask, Value) -> serde_json::Result<Value> + Send + Sync>;

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
        serde_json::to_value(handler(ask, params))
    };
    Route { method: R::METHOD, answer: Box::new(answer) }
}
