-- Which clocks a case has, and which escalations are its own.

-- The clocks of a case in the order in which they are listed.
create or replace temp macro case_clock_names() as (
    [
        'first_response', 'next_response', 'periodic_update', 'resolution', 'escalation_acknowledgement',
        'escalation_resolution'
    ]
);

-- The calendar of each case's account. Materialised: folded into a larger join, the few are looked for among all cases.
create or replace temp macro case_calendars_of(case_ids) as table (
    with chosen as materialized (
        select
            case_id,
            account_id,
        from cases
        where case_id in (select unnest(case_ids))
    )

    select
        chosen.case_id,
        calendars.calendar_id,
        calendars.name,
        calendars.time_zone,
    from chosen
    inner join accounts on chosen.account_id = accounts.account_id
    left join calendars on accounts.calendar_id = calendars.calendar_id
);

-- The escalations of the cases: those that name the case, and those that an event of the case names.
create or replace temp macro case_escalations_of(case_ids) as table (
    with links as (
        select
            case_id,
            escalation_id,
        from escalation_metrics
        where case_id in (select unnest(case_ids))
        union
        select
            case_id,
            value,
        from case_events
        where case_id in (select unnest(case_ids))
            and kind = 'escalated'
            and occurred_at <= (select as_of from snapshot)
    )

    select
        links.case_id,
        escalation_metrics.* exclude (case_id),
        if(escalations.resolved_at <= snapshot.as_of, escalations.resolved_at, null) as resolved_at,
        least(
            if(escalations.acknowledged_at <= snapshot.as_of, escalations.acknowledged_at, null),
            if(escalations.resolved_at <= snapshot.as_of, escalations.resolved_at, null)
        ) as acknowledged_at,
        coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
        people.name as tam_name,
        escalations.subject,
        row_number() over (
            partition by links.case_id order by escalation_metrics.raised_at, escalation_metrics.escalation_id
        ) as instance,
    from links
    inner join escalation_metrics on links.escalation_id = escalation_metrics.escalation_id
    inner join escalations on links.escalation_id = escalations.escalation_id
    inner join accounts on escalation_metrics.account_id = accounts.account_id
    left join people on escalation_metrics.tam_id = people.person_id
    cross join snapshot
);
