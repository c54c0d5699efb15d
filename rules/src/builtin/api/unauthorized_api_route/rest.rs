//! Methods of REST APIs.

use formwork_template::Resource;

use super::case::Link;
use super::route::{Route, RouteKind};

pub(super) fn route(resource: Resource<'_>) -> Route<'_> {
    let properties = resource.properties();
    Route {
        name: resource.id(),
        subject: format!("`{}`", resource.id()),
        condition: resource.condition(),
        kind: RouteKind::Rest,
        authorization: vec![Link::At(properties, &["AuthorizationType"])],
        key: vec![Link::At(properties, &["ApiKeyRequired"])],
        method: vec![Link::At(properties, &["HttpMethod"])],
    }
}
