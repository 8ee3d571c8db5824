-- question: What happened in this case, in order, who did it, and what did it change?
-- grain:    one row per event of the case, its opening, and the steps of its escalations; step counts from 1
-- params:   $case_id varchar
-- returns:  step bigint, happened_local timestamp, kind varchar, actor_name varchar, detail varchar, state_before varchar, state_after varchar, contradiction varchar, is_first_response boolean, event_id varchar
-- decided:  events of one instant stand in the order in which they apply: agent_reply, customer_reply, the rest by event_id;
--           actor_name and detail are names, or the id where the records hold none; what lies after as_of has not
--           happened; a contradiction changes nothing, except that an agreement without a proposal ends a case all the same;
--           local time is that of the account's calendar

with chosen_cases as (
    select
        cases.case_id,
        cases.opened_at,
        case_metrics.first_response_at,
        snapshot.as_of,
        coalesce(calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
    from cases
    inner join case_metrics on cases.case_id = case_metrics.case_id
    cross join snapshot
    inner join accounts on cases.account_id = accounts.account_id
    left join calendars on accounts.calendar_id = calendars.calendar_id
    where cases.case_id = $case_id
),

happened_events as (
    select
        case_events.*,
        case case_events.kind when 'agent_reply' then 0 when 'customer_reply' then 1 else 2 end as rank_at_once,
    from case_events
    inner join chosen_cases on case_events.case_id = chosen_cases.case_id
    where case_events.occurred_at <= chosen_cases.as_of
),

judged_events as (
    select
        happened_events.*,
        contradictory_events.finding as contradiction,
        coalesce(
            last_value(
                case
                    when happened_events.kind in ('resolution_agreed', 'closed') then true
                    when happened_events.kind = 'reopened' then false
                end ignore nulls
            ) over (
                order by happened_events.occurred_at, happened_events.rank_at_once, happened_events.event_id
                rows between unbounded preceding and 1 preceding
            ),
            false
        ) as was_resolved,
    from happened_events
    left join contradictory_events
        on happened_events.event_id = contradictory_events.event_id and contradictory_events.kind <> 'customer_reply'
),

stated_events as (
    select
        *,
        last_value(
            case
                when kind in ('resolution_agreed', 'closed') then 'resolved'
                when contradiction is not null then null
                when kind = 'reopened' then 'open'
                when kind in ('customer_reply', 'work_resumed') and not was_resolved then 'open'
                when kind = 'waiting_on_customer' then 'waiting_on_customer'
                when kind = 'resolution_proposed' then 'resolution_proposed'
            end ignore nulls
        ) over event_order as state_after,
    from judged_events
    window event_order as (order by occurred_at, rank_at_once, event_id rows unbounded preceding)
),

steps as (
    select
        opened_at as happened_at,
        -1 as rank_at_once,
        '' as event_id,
        'case_opened' as kind,
        cast(null as varchar) as actor_id,
        cast(null as varchar) as detail,
        cast(null as varchar) as state_before,
        'open' as state_after,
        cast(null as varchar) as contradiction,
    from chosen_cases
    union all
    select
        stated_events.occurred_at,
        stated_events.rank_at_once,
        stated_events.event_id,
        stated_events.kind,
        stated_events.actor_id,
        if(
            stated_events.kind = 'assigned',
            coalesce(people.name, stated_events.value),
            stated_events.value
        ),
        coalesce(
            lag(stated_events.state_after) over (
                order by stated_events.occurred_at, stated_events.rank_at_once, stated_events.event_id
            ),
            'open'
        ),
        coalesce(stated_events.state_after, 'open'),
        stated_events.contradiction,
    from stated_events
    left join people on stated_events.kind = 'assigned' and stated_events.value = people.person_id
    union all
    select
        escalation_steps.happened_at,
        3,
        escalation_steps.escalation_id,
        escalation_steps.kind,
        escalation_steps.tam_id,
        escalation_steps.escalation_id,
        null,
        null,
        null,
    from (
        select escalation_id, tam_id, 'escalation_acknowledged' as kind, acknowledged_at as happened_at
        from case_escalations_of([$case_id])
        where acknowledged_at is distinct from resolved_at
        union all
        select escalation_id, tam_id, 'escalation_resolved', resolved_at
        from case_escalations_of([$case_id])
        union all
        -- Its raising, unless an event of the case tells of it.
        select escalation_id, null, 'escalation_raised', raised_at
        from case_escalations_of([$case_id])
        where escalation_id not in (select value from happened_events where kind = 'escalated' and value is not null)
    ) as escalation_steps
    where escalation_steps.happened_at is not null
)

select
    row_number() over (order by steps.happened_at, steps.rank_at_once, steps.event_id) as step,
    timezone(chosen_cases.time_zone, steps.happened_at) as happened_local,
    steps.kind,
    coalesce(people.name, steps.actor_id) as actor_name,
    steps.detail,
    steps.state_before,
    steps.state_after,
    steps.contradiction,
    coalesce(
        steps.kind = 'agent_reply'
        and steps.happened_at = chosen_cases.first_response_at
        and row_number() over (
            partition by steps.kind, steps.happened_at order by steps.rank_at_once, steps.event_id
        ) = 1,
        false
    ) as is_first_response,
    nullif(if(steps.rank_at_once = 3, null, steps.event_id), '') as event_id,
from steps
cross join chosen_cases
left join people on steps.actor_id = people.person_id
order by step
