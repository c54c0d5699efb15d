//! ARNs held against the forms that IAM gives for kinds of resources, in which
//! `${Partition}` and the like stand for anything, and `.*` for any name.

/// Parts of an ARN: the sixth is the resource with its colons.
const PARTS: usize = 6;

/// Whether an ARN, perhaps with `*`, can be of the form.
pub(crate) fn has_form(arn: &str, form: &str) -> bool {
    let part = |text: &str, number: usize| text.splitn(PARTS, ':').nth(number).unwrap_or("*").to_owned();
    let fits = |number: usize| {
        let (own, formal) = (part(arn, number), part(form, number));
        own == "*" || own == formal || ["${Partition}", "${Region}", "${Account}"].contains(&formal.as_str())
    };
    (0..PARTS - 1).all(fits) && is_resource(&part(arn, PARTS - 1), &part(form, PARTS - 1))
}

/// Whether the last part of an ARN can be of that of a form: kind and name with a delimiter between.
fn is_resource(own: &str, form: &str) -> bool {
    let delimiter = [':', '/'].into_iter().find(|delimiter| form.contains(*delimiter));
    let Some(delimiter) = delimiter.filter(|_| own != "*") else { return true };
    for (own, formal) in own.split(delimiter).zip(form.split(delimiter)) {
        if own == formal {
            continue;
        }
        let is_open = own.starts_with('*') || matches!(formal, "" | ".*");
        return is_open || (own.starts_with(formal) && own.contains('*'));
    }
    true
}
