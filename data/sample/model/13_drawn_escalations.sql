-- Escalations of this part: those that grew out of a case, and calls that came without one.

insert into escalations
with raised as (
    select
        drawn_events.value as escalation_id,
        drawn_cases.number,
        drawn_cases.account_id,
        drawn_cases.case_id,
        drawn_cases.true_category as category,
        drawn_events.occurred_at as raised_at,
        'in_scope' as scope,
        drawn_cases.subject
    from drawn_events
    inner join drawn_cases on drawn_cases.number = drawn_events.number
    where drawn_events.kind = 'escalated'

    union all

    select
        'ESC-' || lpad(cast(drawn_cases.number as varchar), 8, '0') || '-C',
        drawn_cases.number,
        drawn_cases.account_id,
        null,
        drawn_cases.true_category,
        openings.opens_at + to_seconds(drawn_cases.business_opened + 1200 - openings.seconds_before),
        call_subjects.scope,
        filled_in(call_subjects.template, drawn_cases.domain, providers.value, '')
    from drawn_cases
    inner join slots as calls
        on calls.topic = 'call' and calls.slot = first_roll(dice('call|' || drawn_cases.number)) // 1000
    inner join call_subjects on call_subjects.call = calls.value
    inner join slots as providers
        on providers.topic = 'mailbox provider'
            and providers.slot = second_roll(dice('call|' || drawn_cases.number)) // 1000
    asof inner join openings
        on openings.calendar_id = drawn_cases.calendar_id
            and drawn_cases.business_opened + 1200 >= openings.seconds_before
    where drawn_cases.number % 40 = 17
),

held as (
    select
        raised.*,
        tam_assignments.tam_id,
        coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
        dice('escalation|' || raised.escalation_id) as thrown
    from raised
    inner join accounts on accounts.account_id = raised.account_id
    left join tam_assignments
        on tam_assignments.account_id = raised.account_id
            and tam_assignments.assigned_from <= cast(raised.raised_at as date)
            and coalesce(tam_assignments.assigned_until > cast(raised.raised_at as date), true)
    left join people on people.person_id = tam_assignments.tam_id
    where raised.raised_at <= getvariable('cutoff')
),

clocked as (
    select
        held.*,
        openings.seconds_before
        + least(date_diff('second', openings.opens_at, held.raised_at),
            date_diff('second', openings.opens_at, openings.closes_at)) as business_raised,
        taken.seconds + taken.width * (first_roll(held.thrown) % 10000) // 10000 as acknowledgement_seconds,
        solved.seconds + solved.width * (second_roll(held.thrown) % 10000) // 10000 as resolution_seconds
    from held
    inner join speed_points as taken
        on taken.speed = 'acknowledgement' and taken.percentile = first_roll(held.thrown) // 10000
    inner join speed_points as solved
        on solved.speed = 'escalation' and solved.percentile = second_roll(held.thrown) // 10000
    asof inner join openings on openings.calendar_id = held.calendar_id and held.raised_at >= openings.opens_at
),

acknowledged as (
    select
        clocked.*,
        openings.opens_at
        + to_seconds(clocked.business_raised + clocked.acknowledgement_seconds - openings.seconds_before)
            as acknowledged_at
    from clocked
    asof inner join openings
        on openings.calendar_id = clocked.calendar_id
            and clocked.business_raised + clocked.acknowledgement_seconds >= openings.seconds_before
),

resolved as (
    select
        acknowledged.*,
        openings.opens_at + to_seconds(acknowledged.business_raised + acknowledged.acknowledgement_seconds
        + acknowledged.resolution_seconds - openings.seconds_before) as resolved_at
    from acknowledged
    asof inner join openings
        on openings.calendar_id = acknowledged.calendar_id
            and acknowledged.business_raised + acknowledged.acknowledgement_seconds + acknowledged.resolution_seconds
            >= openings.seconds_before
)

select
    escalation_id,
    account_id,
    case_id,
    tam_id,
    category,
    if(third_roll(thrown) % 100 < 62, 'phone', 'email') as channel,
    raised_at,
    if(acknowledged_at <= getvariable('cutoff'), acknowledged_at, null) as acknowledged_at,
    if(resolved_at <= getvariable('cutoff'), resolved_at, null) as resolved_at,
    scope,
    subject
from resolved;
