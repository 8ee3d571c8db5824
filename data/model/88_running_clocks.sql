-- Every clock that runs or is paused on what is open now, with the time left, the band it is in and whether it is the most
-- urgent of its case or escalation. Periodic updates have no due time of their own.

-- The due time and the kind of clock of every resolution target of the escalations that are not resolved:
-- escalation_metrics keeps the verdict alone.
create or replace temp table escalation_targets_now as
with held_escalations as (
    select
        escalation_metrics.escalation_id,
        escalation_metrics.account_id,
        escalation_metrics.category,
        escalation_metrics.raised_at,
        coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
    from escalation_metrics
    inner join accounts on escalation_metrics.account_id = accounts.account_id
    left join people on escalation_metrics.tam_id = people.person_id
    where escalation_metrics.state <> 'resolved'
),

targeted_escalations as (
    select
        held_escalations.escalation_id,
        held_escalations.calendar_id,
        held_escalations.raised_at,
        cast(round(sla_targets.minutes * 60) as bigint) as target_seconds,
        sla_targets.clock = 'elapsed' as is_elapsed,
    from held_escalations
    inner join calendars on held_escalations.calendar_id = calendars.calendar_id
    inner join sla_targets
        on sla_targets.metric = 'escalation_resolution'
        and sla_targets.priority is null
        and coalesce(sla_targets.account_id, held_escalations.account_id) = held_escalations.account_id
        and coalesce(sla_targets.category, held_escalations.category) = held_escalations.category
        and sla_targets.valid_from
            <= cast(timezone(calendars.time_zone, held_escalations.raised_at) as date)
    qualify row_number() over (
        partition by held_escalations.escalation_id
        order by
            sla_targets.account_id is not null desc,
            sla_targets.category is not null desc,
            sla_targets.valid_from desc
    ) = 1
),

clocked_escalations as (
    select
        targeted_escalations.*,
        targeted_escalations.target_seconds + coalesce(
            openings.seconds_before + date_diff(
                'second', openings.opens_at, least(openings.closes_at, targeted_escalations.raised_at)
            ),
            0
        ) as due_clock,
    from targeted_escalations
    asof left join openings
        on targeted_escalations.calendar_id = openings.calendar_id
        and targeted_escalations.raised_at >= openings.opens_at
)

select
    clocked_escalations.escalation_id,
    clocked_escalations.target_seconds,
    clocked_escalations.is_elapsed,
    case
        when clocked_escalations.is_elapsed
            then clocked_escalations.raised_at + to_seconds(clocked_escalations.target_seconds)
        when clocked_escalations.due_clock - openings.seconds_before
            <= date_diff('second', openings.opens_at, openings.closes_at)
            then openings.opens_at + to_seconds(clocked_escalations.due_clock - openings.seconds_before)
    end as due_at,
from clocked_escalations
asof left join openings
    on clocked_escalations.calendar_id = openings.calendar_id
    and clocked_escalations.due_clock > openings.seconds_before;

create or replace table running_clocks as
with open_escalations as (
    select
        escalation_metrics.*,
        accounts_of.name as account_name,
        accounts_of.region,
        coalesce(people.calendar_id, accounts_of.calendar_id) as calendar_id,
    from escalation_metrics
    inner join accounts as accounts_of on escalation_metrics.account_id = accounts_of.account_id
    left join people on escalation_metrics.tam_id = people.person_id
    where escalation_metrics.state <> 'resolved'
),

case_clocks as (
    select
        'first_response' as clock,
        case_id,
        opened_at as started_at,
        first_response_target_seconds as target_seconds,
        first_response_due_at as due_at,
        first_response_verdict as verdict,
        false as is_paused,
    from open_cases
    where first_response_at is null
    union all
    select 'next_response', case_id, asked_at, target_seconds, due_at, verdict, false
    from waits_now
    union all
    select
        'resolution',
        case_id,
        opened_at,
        resolution_target_seconds,
        -- a paused clock is not due, even if its last second was used up as it was paused
        if(state = 'open' or resolution_verdict = 'breached', resolution_due_at, null),
        resolution_verdict,
        state <> 'open',
    from open_cases
),

target_kinds as (
    select
        metric,
        cast(round(minutes * 60) as bigint) as target_seconds,
        bool_and(clock = 'elapsed') as is_always_elapsed,
        bool_or(clock = 'elapsed') as is_ever_elapsed,
    from sla_targets
    group by all
),

clocks as (
    select
        'case' as item,
        case_clocks.case_id as item_id,
        case_clocks.clock,
        case_clocks.started_at,
        case_clocks.target_seconds,
        case_clocks.due_at,
        case_clocks.verdict,
        case_clocks.is_paused,
        cast(null as boolean) as is_elapsed,
        open_cases.case_id,
        open_cases.account_id,
        open_cases.account_name,
        open_cases.region,
        open_cases.calendar_id,
        open_cases.channel,
        open_cases.category,
        open_cases.priority,
        open_cases.state,
        open_cases.agent_id,
        open_cases.tam_id,
        open_cases.open_business_seconds,
        open_cases.open_elapsed_seconds,
    from case_clocks
    inner join open_cases on case_clocks.case_id = open_cases.case_id
    union all
    select
        'escalation',
        escalation_id,
        'escalation_acknowledgement',
        raised_at,
        acknowledgement_target_seconds,
        acknowledgement_due_at,
        acknowledgement_verdict,
        false,
        null,
        case_id,
        account_id,
        account_name,
        region,
        calendar_id,
        null,
        category,
        null,
        state,
        null,
        tam_id,
        null,
        null,
    from open_escalations
    where state = 'open'
    union all
    select
        'escalation',
        open_escalations.escalation_id,
        'escalation_resolution',
        open_escalations.raised_at,
        targets.target_seconds,
        targets.due_at,
        open_escalations.resolution_verdict,
        false,
        targets.is_elapsed,
        open_escalations.case_id,
        open_escalations.account_id,
        open_escalations.account_name,
        open_escalations.region,
        open_escalations.calendar_id,
        null,
        open_escalations.category,
        null,
        open_escalations.state,
        null,
        open_escalations.tam_id,
        null,
        null,
    from open_escalations
    left join escalation_targets_now as targets
        on open_escalations.escalation_id = targets.escalation_id
),

-- Which kind of clock a target runs on follows from its length, unless the records hold both kinds of it: then the
-- target is looked for again, as it was for the verdict.
matched_clocks as (
    select
        clocks.item,
        clocks.item_id,
        clocks.clock,
        arg_max(
            sla_targets.clock = 'elapsed',
            (
                sla_targets.account_id is not null,
                sla_targets.priority is not null,
                sla_targets.category is not null,
                sla_targets.valid_from
            )
        ) as is_elapsed,
    from clocks
    inner join target_kinds
        on clocks.clock = target_kinds.metric and clocks.target_seconds = target_kinds.target_seconds
    inner join calendars on clocks.calendar_id = calendars.calendar_id
    inner join sla_targets
        on clocks.clock = sla_targets.metric
        and clocks.target_seconds = cast(round(sla_targets.minutes * 60) as bigint)
        and (sla_targets.account_id is null or sla_targets.account_id = clocks.account_id)
        and (sla_targets.priority is null or sla_targets.priority = clocks.priority)
        and (sla_targets.category is null or sla_targets.category = clocks.category)
        and sla_targets.valid_from <= cast(timezone(calendars.time_zone, clocks.started_at) as date)
    where target_kinds.is_ever_elapsed and not target_kinds.is_always_elapsed
    group by clocks.item, clocks.item_id, clocks.clock
),

kinded_clocks as (
    select
        clocks.* exclude (is_elapsed),
        coalesce(
            clocks.is_elapsed, matched_clocks.is_elapsed, target_kinds.is_always_elapsed, false
        ) as is_elapsed,
    from clocks
    left join matched_clocks
        on clocks.item = matched_clocks.item
        and clocks.item_id = matched_clocks.item_id
        and clocks.clock = matched_clocks.clock
    left join target_kinds
        on clocks.clock = target_kinds.metric and clocks.target_seconds = target_kinds.target_seconds
),

timed_clocks as (
    select
        kinded_clocks.* exclude (open_business_seconds, open_elapsed_seconds),
        case
            -- a paused clock has no due time, but what it has not used up
            when kinded_clocks.due_at is null and kinded_clocks.is_paused
                then kinded_clocks.target_seconds
                    - if(
                        kinded_clocks.is_elapsed,
                        kinded_clocks.open_elapsed_seconds,
                        kinded_clocks.open_business_seconds
                    )
            when kinded_clocks.due_at is null then null
            when kinded_clocks.is_elapsed then date_diff('second', calendars_now.as_of, kinded_clocks.due_at)
            else coalesce(
                openings.seconds_before
                + date_diff('second', openings.opens_at, least(openings.closes_at, kinded_clocks.due_at)),
                0
            ) - calendars_now.clock_now
        end as left_seconds,
        calendars_now.as_of,
        calendars_now.today_ends_at,
        calendars_now.working_day_ends_at,
    from kinded_clocks
    inner join calendars_now on kinded_clocks.calendar_id = calendars_now.calendar_id
    asof left join openings
        on kinded_clocks.calendar_id = openings.calendar_id and kinded_clocks.due_at >= openings.opens_at
),

banded_clocks as (
    select
        timed_clocks.*,
        case
            when verdict = 'breached' then 'breached'
            when is_paused then state
            when target_seconds is null then 'no_target'
            when left_seconds <= 3600 then 'due_within_hour'
            when due_at <= today_ends_at then 'due_today'
            else 'later'
        end as band,
    from timed_clocks
),

ranked_clocks as (
    select
        banded_clocks.*,
        list_position(
            [
                'breached', 'due_within_hour', 'due_today', 'later', 'no_target', 'waiting_on_customer',
                'resolution_proposed'
            ],
            band
        ) as band_rank,
        list_position(
            ['first_response', 'next_response', 'escalation_acknowledgement', 'escalation_resolution', 'resolution'],
            clock
        ) as clock_rank,
        coalesce(
            band in ('due_within_hour', 'due_today', 'later') and due_at <= working_day_ends_at,
            false
        ) as is_forecast,
    from banded_clocks
)

select
    ranked_clocks.* exclude (clock_rank, is_forecast),
    row_number() over (
        partition by item, item_id order by band_rank, due_at nulls last, clock_rank
    ) = 1 as is_most_urgent,
    is_forecast,
    bool_or(band = 'breached') over items as is_late_item,
    bool_or(is_forecast) over items as is_forecast_item,
    bool_or(is_forecast and band = 'due_within_hour') over items as is_within_hour_item,
    if(item = 'case', 'agent', 'tam') as owner_role,
    if(item = 'case', coalesce(agent_id, 'unassigned'), coalesce(tam_id, 'no_tam')) as owner_id,
from ranked_clocks
window items as (partition by item, item_id);
