use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, words};

rule! {
    /// The schedule of a rule is neither a rate nor a cron expression.
    ///
    /// A rate is a number and a unit; a cron expression has six fields, and either its
    /// day of the month or its day of the week is a question mark.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Nightly:
    ///     Type: AWS::Events::Rule
    ///     Properties:
    ///       ScheduleExpression: rate(5 minute)
    /// #     ^^^^^^^^^^^^^^^^^^ `5 minute` is no rate: the unit is `minutes`, `hours` or `days`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Nightly:
    ///     Type: AWS::Events::Rule
    ///     Properties:
    ///       ScheduleExpression: rate(5 minutes)
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Nightly:
    ///     Type: AWS::Events::Rule
    ///     Properties:
    ///       ScheduleExpression: cron(0 12 * * ? *)
    /// ```
    pub struct InvalidSchedule {
        code: "E3027",
        name: "invalid-schedule",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidSchedule {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for schedule in walk.all("AWS::Events::Rule/ScheduleExpression") {
            let Some(text) = schedule.string() else { continue };
            for message in faults(text) {
                let found = cx.report::<Self>(schedule.span(), message).when(schedule.when.to_string());
                let mended = schedule.value.zip(with_right_unit(text));
                found.fix = mended.and_then(|(value, text)| Fix::literal(value, &text, Applicability::Safe));
            }
        }
    }
}

/// What is wrong with a schedule.
fn faults(schedule: &str) -> Vec<String> {
    let kind = schedule.split_once('(').filter(|_| schedule.ends_with(')'));
    let inner = |rest: &str| rest.split(')').next().unwrap_or_default().to_owned();
    match kind {
        Some(("rate", rest)) => faults_of_rate(&inner(rest)),
        Some(("cron", rest)) => fault_of_cron(&inner(rest)).into_iter().collect(),
        _ => vec![format!("`{}` is neither `rate(...)` nor `cron(...)`", words::shortened(schedule))],
    }
}

fn faults_of_rate(rate: &str) -> Vec<String> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let faults = match rate.split(' ').collect::<Vec<_>>().as_slice() {
        [count, _] if !is_digits(count) => vec![format!("`{count}` is not a number")],
        [count, unit] => {
            let count = count.trim_start_matches('0');
            let is_few = matches!(count, "" | "1");
            let units = if is_few { ["minute", "hour", "day"] } else { ["minutes", "hours", "days"] };
            let least = count.is_empty().then(|| "it is at least 1".to_owned());
            let unit = (!units.contains(unit)).then(|| format!("the unit is {}", words::or_quoted(&units)));
            least.into_iter().chain(unit).collect()
        }
        _ => vec!["it is a number and a unit".to_owned()],
    };
    let rate = words::shortened(rate);
    faults.into_iter().map(|fault| format!("`{rate}` is no rate: {fault}")).collect()
}

/// `rate(1 minutes)` with its unit in the number that it has.
fn with_right_unit(schedule: &str) -> Option<String> {
    let (count, unit) = schedule.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let is_unit = ["minute", "hour", "day"].contains(&unit);
    let number = count.parse::<u32>().ok().filter(|number| is_unit && *number > 0)?;
    Some(format!("rate({count} {unit}{})", if number == 1 { "" } else { "s" }))
}

fn fault_of_cron(cron: &str) -> Option<String> {
    let fields: Vec<&str> = cron.split(' ').collect();
    let fault = match fields.as_slice() {
        [_, _, day, _, weekday, _] if *day != "?" && *weekday != "?" => {
            "the day of the month or the day of the week is `?`".to_owned()
        }
        [_, _, _, _, _, _] => return None,
        [""] => "it is empty".to_owned(),
        fields => format!("it has {}, and needs 6", words::counted(fields.len(), "field", "fields")),
    };
    Some(format!("`{}` is no cron expression: {fault}", words::shortened(cron)))
}
