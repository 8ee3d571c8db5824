-- question: Which cases, or customers' messages, are behind a figure of the Response times page, the latest first?
-- grain:    one row per case, or message for next_response
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all),
--           $verdicts varchar[] ([] = all; `no_target` for none), $agents varchar[] ([] = all; `no_agent` for none),
--           $trait varchar (any, resolved, open, agreed, not_agreed, once_resolved, reopened, one_touch or two_touch),
--           $measure varchar (business, elapsed or replies), $at_least bigint, $below bigint, $is_missing boolean (of the measure; null = no bound),
--           $hour_of varchar (opened or due), $zone varchar (reporting or account), $weekday bigint, $hour bigint (null = any),
--           $stage varchar (of time_spent; null = any), $row_limit bigint (null = every row)
-- returns:  case_id varchar, account_name varchar, priority varchar, category varchar, state varchar, verdict varchar, late_elapsed_seconds bigint, business_seconds bigint, elapsed_seconds bigint, target_seconds bigint, reply_count bigint, stage_business_seconds bigint, opened_at timestamp with time zone, started_at timestamp with time zone, due_at timestamp with time zone, stopped_at timestamp with time zone, resolved_at timestamp with time zone, is_exempt boolean, agent_name varchar, tam_name varchar, channel varchar, subject varchar
-- decided:  late is clock time from the due time to the stop of the clock; without one, to the end of the case, or of the
--           records while it is open; it is given for breached rows that have a due time only; then by longest business
--           time; stage_business_seconds is that of the stage asked for, whose rows spent a second in it

-- Both are empty, and then cost nothing, unless they are asked for.
with stages as (
    select
        case_id,
        cast(case $stage
            when 'waiting_for_first_response' then waiting_for_first_response
            when 'working' then working
            when 'waiting_on_customer' then waiting_on_customer
            when 'awaiting_agreement' then awaiting_agreement
            when 'resolved' then resolved
        end as bigint) as business_seconds,
    from case_stages
    where $stage is not null
),

zones as (
    select *
    from account_zones($zone)
    where $weekday is not null or $hour is not null
),

measured_rows as (
    select
        *,
        measured($measure, business_seconds, elapsed_seconds, reply_count) as value,
        hour_instant($hour_of, opened_at, due_at) as hour_at,
    from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where has_trait($trait, resolved_at, resolution_agreed, reopen_count, reply_count)
),

chosen_rows as (
    select
        measured_rows.*,
        stages.business_seconds as stage_business_seconds,
        if(
            measured_rows.verdict = 'breached',
            seconds_between(
                measured_rows.due_at, coalesce(measured_rows.stopped_at, measured_rows.resolved_at, snapshot.as_of)
            ),
            null
        ) as late_elapsed_seconds,
    from measured_rows
    cross join snapshot
    left join stages on measured_rows.case_id = stages.case_id
    left join zones on measured_rows.account_id = zones.account_id
    where (len($verdicts) = 0 or list_contains($verdicts, measured_rows.verdict))
        and (len($agents) = 0 or list_contains($agents, coalesce(measured_rows.agent_id, 'no_agent')))
        and ($at_least is null or measured_rows.value >= $at_least)
        and ($below is null or measured_rows.value < $below)
        and ($is_missing is null or (measured_rows.value is null) = $is_missing)
        and ($weekday is null or isodow(timezone(zones.time_zone, measured_rows.hour_at)) = $weekday)
        and ($hour is null or hour(timezone(zones.time_zone, measured_rows.hour_at)) = $hour)
        and ($stage is null or stages.business_seconds > 0)
    order by
        late_elapsed_seconds desc nulls last,
        stage_business_seconds desc nulls last,
        measured_rows.business_seconds desc nulls last,
        measured_rows.opened_at desc,
        measured_rows.case_id,
        measured_rows.started_at
    limit $row_limit
)

select
    chosen_rows.case_id,
    accounts.name as account_name,
    chosen_rows.priority,
    chosen_rows.category,
    chosen_rows.state,
    chosen_rows.verdict,
    chosen_rows.late_elapsed_seconds,
    chosen_rows.business_seconds,
    chosen_rows.elapsed_seconds,
    chosen_rows.target_seconds,
    chosen_rows.reply_count,
    chosen_rows.stage_business_seconds,
    chosen_rows.opened_at,
    chosen_rows.started_at,
    chosen_rows.due_at,
    chosen_rows.stopped_at,
    chosen_rows.resolved_at,
    chosen_rows.is_exempt,
    agents.name as agent_name,
    tams.name as tam_name,
    chosen_rows.channel,
    cases.subject,
from chosen_rows
inner join cases on chosen_rows.case_id = cases.case_id
inner join accounts on chosen_rows.account_id = accounts.account_id
left join people as agents on chosen_rows.agent_id = agents.person_id
left join people as tams on chosen_rows.tam_id = tams.person_id
order by
    chosen_rows.late_elapsed_seconds desc nulls last,
    chosen_rows.stage_business_seconds desc nulls last,
    chosen_rows.business_seconds desc nulls last,
    chosen_rows.opened_at desc,
    chosen_rows.case_id,
    chosen_rows.started_at
