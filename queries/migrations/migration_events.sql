-- question: What happened on the support side while this migration ran?
-- grain:    one row per milestone, escalation, mediation and gap in sending, in order
-- params:   $migration_id varchar
-- returns:  kind varchar, item_id varchar, from_on date, until_on date, label varchar, scope varchar, is_open boolean
-- decided:  whatever began from four weeks before the start up to judged_on, in local dates of the reporting zone;
--           until_on is null while it lasts; a gap is two days or more without mail over the new route after the first:
--           the records keep a status and not its history, so that a pause leaves no other trace; targets may lie ahead

with shown_migrations as (
    select
        migration_metrics.*,
        migrations.started_on,
        if(migration_metrics.status = 'completed', migrations.completed_on, null) as completed_on,
    from migration_metrics
    inner join migrations on migration_metrics.migration_id = migrations.migration_id
    where migration_metrics.migration_id = $migration_id
),

silent_days as (
    select
        date,
        judged_on,
        date - cast(row_number() over (order by date) as integer) as island,
    from ramp_days()
    where migration_id = $migration_id and date > sent_from and coalesce(premium_sent, 0) = 0
),

sending_gaps as (
    select
        min(date) as from_on,
        if(max(date) = any_value(judged_on), null, max(date) + 1) as until_on,
    from silent_days
    group by island
    having count(*) > 1
),

events as (
    select
        'started' as kind,
        migration_id as item_id,
        started_on as from_on,
        started_on as until_on,
        null as label,
        null as scope,
    from shown_migrations
    union all
    select 'target', migration_id, target_on, target_on, null, null
    from shown_migrations
    union all
    select 'completed', migration_id, completed_on, completed_on, null, null
    from shown_migrations
    where completed_on is not null
    union all
    select
        'escalation',
        escalations.escalation_id,
        reporting_date(escalations.raised_at),
        if(escalation_metrics.state = 'resolved', reporting_date(escalations.resolved_at), null),
        escalations.subject,
        escalations.scope,
    from shown_migrations
    inner join escalation_metrics on shown_migrations.account_id = escalation_metrics.account_id
    inner join escalations on escalation_metrics.escalation_id = escalations.escalation_id
    union all
    select
        'mediation',
        mediations.mediation_id,
        reporting_date(mediations.opened_at),
        if(mediations.closed_at <= snapshot.as_of, reporting_date(mediations.closed_at), null),
        mediations.mailbox_provider,
        null,
    from shown_migrations
    inner join mediations on shown_migrations.account_id = mediations.account_id
    cross join snapshot
    where mediations.opened_at <= snapshot.as_of
    union all
    select 'sending_gap', $migration_id, from_on, until_on, null, null
    from sending_gaps
)

select
    events.kind,
    events.item_id,
    events.from_on,
    events.until_on,
    cast(events.label as varchar) as label,
    cast(events.scope as varchar) as scope,
    events.until_on is null as is_open,
from events
cross join shown_migrations
where events.kind in ('started', 'target')
    or (events.from_on >= shown_migrations.started_on - 28 and events.from_on <= shown_migrations.judged_on)
order by
    events.from_on,
    list_position(['started', 'escalation', 'mediation', 'sending_gap', 'completed', 'target'], events.kind),
    events.item_id
