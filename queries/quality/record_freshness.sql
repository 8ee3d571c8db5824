-- question: How new are the records of each kind, and is anything in them after the end of the data?
-- grain:    one row per record type that tells when something happened
-- params:   none
-- returns:  record_type varchar, row_count bigint, newest_at timestamp with time zone, newest_on date, behind_seconds bigint, after_as_of_count bigint
-- decided:  newest is what happened last up to as_of; behind is clock time from it to as_of, for records that know only a
--           day from the end of that day in the reporting time zone, never below 0; rows after as_of are kept and count
--           in no metric

with moments as (
    select
        'cases' as record_type,
        (select count(*) from cases) as row_count,
        -- the first of an order, where blocks of the file are skipped, and not a maximum, for which all are read
        (
            select opened_at
            from cases
            where opened_at <= (select as_of from snapshot)
            order by opened_at desc
            limit 1
        ) as newest_at,
        cast(null as date) as newest_on,
        (select count(*) from cases where opened_at > (select as_of from snapshot)) as after_as_of_count,
    union all
    select
        'case_events',
        (select count(*) from case_events),
        (
            select occurred_at
            from case_events
            where occurred_at <= (select as_of from snapshot)
            order by occurred_at desc
            limit 1
        ),
        null,
        (select count(*) from case_events where occurred_at > (select as_of from snapshot)),
    union all
    select
        'escalations',
        count(*),
        max(greatest(
            raised_at,
            if(acknowledged_at <= (select as_of from snapshot), acknowledged_at, null),
            if(resolved_at <= (select as_of from snapshot), resolved_at, null)
        )) filter (raised_at <= (select as_of from snapshot)),
        null,
        count(*) filter (raised_at > (select as_of from snapshot)),
    from escalations
    union all
    select
        'mediations',
        count(*),
        max(greatest(
            opened_at,
            if(closed_at <= (select as_of from snapshot), closed_at, null),
            if(provider_replied_at <= (select as_of from snapshot), provider_replied_at, null),
            if(form_submitted_at <= (select as_of from snapshot), form_submitted_at, null)
        )) filter (opened_at <= (select as_of from snapshot)),
        null,
        count(*) filter (opened_at > (select as_of from snapshot)),
    from mediations
    union all
    select
        'exemptions',
        count(*),
        max(approved_at) filter (approved_at <= (select as_of from snapshot)),
        null,
        count(*) filter (approved_at > (select as_of from snapshot)),
    from exemptions
    union all
    select
        'email_traffic',
        count(*),
        null,
        max(date) filter (date <= (select cast(timezone(reporting_time_zone, as_of) as date) from snapshot)),
        count(*) filter (date > (select cast(timezone(reporting_time_zone, as_of) as date) from snapshot)),
    from email_traffic
)

select
    moments.record_type,
    moments.row_count,
    moments.newest_at,
    moments.newest_on,
    if(
        moments.newest_at is null and moments.newest_on is null,
        null,
        greatest(
            date_diff(
                'second',
                coalesce(
                    moments.newest_at,
                    timezone(snapshot.reporting_time_zone, cast(moments.newest_on + 1 as timestamp))
                ),
                snapshot.as_of
            ),
            0
        )
    ) as behind_seconds,
    moments.after_as_of_count,
from moments
cross join snapshot
order by list_position(
    ['cases', 'case_events', 'escalations', 'mediations', 'exemptions', 'email_traffic'], moments.record_type
)
