//! Resources of services that AWS ends. Not a rule.

use formwork_schemas::{LifecycleStage, TypeLookup, lookup};
use formwork_template::{Place, Value};

use crate::rule::Rule;
use crate::{Context, properties};

/// Reports the resources whose service has come to `stage`; `verb` is what happens at its date.
pub(crate) fn report<R: Rule>(cx: &mut Context<'_>, stage: LifecycleStage, verb: &str) {
    for resource in cx.template().resources() {
        let Some(name) = resource.type_name() else { continue };
        let TypeLookup::Known(known) = lookup(name.text) else { continue };
        if !cx.settings().is_somewhere(name.text) {
            continue;
        }
        let Some(lifecycle) = known.lifecycle().filter(|lifecycle| lifecycle.stage == stage) else {
            continue;
        };
        let message = match &lifecycle.date {
            Some(date) => format!("`{name}` {verb} {date}"),
            None => format!("`{name}` {}", words(stage)),
        };
        // cfn-lint judges the type where its properties are.
        let places: Vec<Place> = match resource.value().entry("Properties") {
            Some((key, value)) => {
                let when = properties::given(resource);
                let cases = properties::branches(value, Place::key(key.span), &when);
                let maps = cases.into_iter().filter(|case| case.value.is_some_and(Value::is_map));
                maps.map(|case| case.place).collect()
            }
            None => vec![Place::key(resource.id().span)],
        };
        for place in places {
            cx.report::<R>(place.span(), message.clone()).help("Move to another service");
        }
    }
}

fn words(stage: LifecycleStage) -> &'static str {
    match stage {
        LifecycleStage::Maintenance => "is only kept running",
        LifecycleStage::Sunset => "will be shut down",
        LifecycleStage::Shutdown => "has been shut down",
    }
}
