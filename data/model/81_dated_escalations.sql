-- What figures and lists of escalations read: their metrics with what was said of them and the local date (in the reporting time
-- zone) on which they were raised. In the order of that date, so that a period touches few blocks of the file.

create or replace table dated_escalations as
select
    escalation_metrics.*,
    cast(timezone(snapshot.reporting_time_zone, escalation_metrics.raised_at) as date) as raised_on,
    escalations.channel,
    escalations.acknowledged_at,
    escalations.resolved_at,
    escalations.tam_id as named_tam_id,
    escalations.subject,
from escalation_metrics
inner join escalations on escalation_metrics.escalation_id = escalations.escalation_id
cross join snapshot
order by escalation_metrics.raised_at;
