-- One row per escalation: acknowledged and resolved in the time of the TAM's calendar (the account's if the TAM has none).

create or replace table escalation_metrics as
with held_escalations as (
    select
        escalations.*,
        coalesce(escalations.tam_id, tam_assignments.tam_id) as holder_id,
        accounts.calendar_id as account_calendar_id,
    from escalations
    inner join accounts on escalations.account_id = accounts.account_id
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    left join tam_assignments
        on escalations.account_id = tam_assignments.account_id
        and cast(timezone(calendars.time_zone, escalations.raised_at) as date) >= tam_assignments.assigned_from
        and cast(timezone(calendars.time_zone, escalations.raised_at) as date)
            < coalesce(tam_assignments.assigned_until, date '9999-12-31')
    where escalations.raised_at <= (select as_of from snapshot)
),

-- What lies after as_of has not happened; a resolved escalation was acknowledged by then at the latest.
stops as (
    select
        held_escalations.* exclude (acknowledged_at, resolved_at),
        coalesce(people.calendar_id, held_escalations.account_calendar_id) as calendar_id,
        case when resolved_at <= snapshot.as_of then resolved_at end as ended_at,
        least(
            case when acknowledged_at <= snapshot.as_of then acknowledged_at end,
            case when resolved_at <= snapshot.as_of then resolved_at end
        ) as taken_up_at,
        snapshot.as_of,
        coalesce(target_accounts.account_id, '') as target_account_id,
    from held_escalations
    cross join snapshot
    left join people on held_escalations.holder_id = people.person_id
    left join target_accounts on held_escalations.account_id = target_accounts.account_id
),

placed_stops as (
    select
        stops.*,
        calendar_clocks.key_base,
        cast(timezone(calendar_clocks.time_zone, stops.raised_at) as date) as raised_on,
        -- Where a clock still runs, it stands at as_of.
        coalesce(stops.taken_up_at, stops.as_of) as taken_up_by,
        coalesce(stops.ended_at, stops.as_of) as ended_by,
    from stops
    inner join calendar_clocks on stops.calendar_id = calendar_clocks.calendar_id
),

timed_stops as (
    select
        placed_stops.*,
        epoch_seconds(placed_stops.raised_at) as raised_second,
        epoch_seconds(placed_stops.taken_up_by) as taken_up_second,
        epoch_seconds(placed_stops.ended_by) as ended_second,
        business_clock(
            raised.seconds_before, raised.opens_1, raised.closes_1, raised.opens_2, raised.closes_2,
            raised.opens_3, raised.closes_3, raised.more, second_of_day(placed_stops.raised_at)
        ) as raised_clock,
        business_clock(
            taken_up.seconds_before, taken_up.opens_1, taken_up.closes_1, taken_up.opens_2, taken_up.closes_2,
            taken_up.opens_3, taken_up.closes_3, taken_up.more, second_of_day(placed_stops.taken_up_by)
        ) as taken_up_clock,
        business_clock(
            ended.seconds_before, ended.opens_1, ended.closes_1, ended.opens_2, ended.closes_2,
            ended.opens_3, ended.closes_3, ended.more, second_of_day(placed_stops.ended_by)
        ) as ended_clock,
    from placed_stops
    left join calendar_days as raised on day_key(placed_stops.key_base, placed_stops.raised_at) = raised.day_key
    left join calendar_days as taken_up on day_key(placed_stops.key_base, placed_stops.taken_up_by) = taken_up.day_key
    left join calendar_days as ended on day_key(placed_stops.key_base, placed_stops.ended_by) = ended.day_key
),

targeted_stops as (
    select
        timed_stops.*,
        acknowledgement_targets.target_seconds as acknowledgement_target_seconds,
        acknowledgement_targets.is_business as is_acknowledgement_business,
        case
            when acknowledgement_targets.is_business
                then timed_stops.raised_clock + acknowledgement_targets.target_seconds
        end as acknowledgement_due_clock,
        case
            when acknowledgement_targets.is_business then timed_stops.taken_up_clock - timed_stops.raised_clock
            else timed_stops.taken_up_second - timed_stops.raised_second
        end as acknowledgement_counted,
        resolution_targets.target_seconds as resolution_target_seconds,
        case
            when resolution_targets.is_business then timed_stops.ended_clock - timed_stops.raised_clock
            else timed_stops.ended_second - timed_stops.raised_second
        end as resolution_counted,
    from timed_stops
    left join target_periods as acknowledgement_targets
        on acknowledgement_targets.metric = 'escalation_acknowledgement'
        and timed_stops.target_account_id = acknowledgement_targets.account_id
        and acknowledgement_targets.priority = ''
        and cast(timed_stops.category as category_code) = acknowledgement_targets.category
        and timed_stops.raised_on >= acknowledgement_targets.from_on
        and timed_stops.raised_on < acknowledgement_targets.until_on
    left join target_periods as resolution_targets
        on resolution_targets.metric = 'escalation_resolution'
        and timed_stops.target_account_id = resolution_targets.account_id
        and resolution_targets.priority = ''
        and cast(timed_stops.category as category_code) = resolution_targets.category
        and timed_stops.raised_on >= resolution_targets.from_on
        and timed_stops.raised_on < resolution_targets.until_on
)

select
    targeted_stops.escalation_id,
    targeted_stops.account_id,
    targeted_stops.case_id,
    targeted_stops.holder_id as tam_id,
    targeted_stops.category,
    targeted_stops.scope,
    targeted_stops.raised_at,
    case
        when targeted_stops.ended_at is not null then 'resolved'
        when targeted_stops.taken_up_at is not null then 'acknowledged'
        else 'open'
    end as state,
    case
        when targeted_stops.taken_up_at is not null then targeted_stops.taken_up_clock - targeted_stops.raised_clock
    end as acknowledgement_business_seconds,
    targeted_stops.acknowledgement_target_seconds,
    case
        when not targeted_stops.is_acknowledgement_business
            then to_timestamp(targeted_stops.raised_second + targeted_stops.acknowledgement_target_seconds)
        else due_instant(
            openings.opens_at, openings.closes_at, targeted_stops.acknowledgement_due_clock - openings.seconds_before
        )
    end as acknowledgement_due_at,
    case
        when targeted_stops.acknowledgement_target_seconds is null then null
        when targeted_stops.acknowledgement_counted > targeted_stops.acknowledgement_target_seconds then 'breached'
        when targeted_stops.taken_up_at is not null then 'met'
        else 'pending'
    end as acknowledgement_verdict,
    case
        when targeted_stops.ended_at is not null then targeted_stops.ended_clock - targeted_stops.raised_clock
    end as resolution_business_seconds,
    case
        when targeted_stops.resolution_target_seconds is null then null
        when targeted_stops.resolution_counted > targeted_stops.resolution_target_seconds then 'breached'
        when targeted_stops.ended_at is not null then 'met'
        else 'pending'
    end as resolution_verdict,
from targeted_stops
asof left join openings
    on targeted_stops.calendar_id = openings.calendar_id
    and targeted_stops.acknowledgement_due_clock > openings.seconds_before
order by targeted_stops.raised_at;
