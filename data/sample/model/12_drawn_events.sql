-- What happens to the drawn cases of this part: each conversation played step by step, in business time.

create or replace temp table drawn_events as
with thrown as (
    select
        drawn_cases.number,
        drawn_cases.calendar_id,
        drawn_cases.business_opened,
        drawn_cases.priority,
        drawn_cases.pace,
        drawn_cases.is_on_call and conversation_steps.step_number = 1 and conversation_steps.step = 'first'
            as is_on_call,
        conversation_steps.step_number,
        conversation_steps.step,
        conversation_steps.speed,
        conversation_steps.actor,
        dice('step|' || drawn_cases.number || '|' || conversation_steps.step_number) as thrown
    from drawn_cases
    inner join conversation_steps on conversation_steps.conversation = drawn_cases.conversation
),

timed as (
    select
        thrown.number,
        thrown.calendar_id,
        thrown.business_opened,
        thrown.step_number * 10 as step_number,
        thrown.step,
        thrown.actor,
        thrown.is_on_call,
        second_roll(thrown.thrown) as evening_roll,
        (speed_points.seconds + speed_points.width * (first_roll(thrown.thrown) % 10000) // 10000)
        * speed_factors.percent * if(speed_factors.is_ours, thrown.pace, 100) // 10000 as seconds
    from thrown
    inner join speed_points
        on speed_points.speed = if(thrown.is_on_call, 'on call', thrown.speed)
            and speed_points.percentile = first_roll(thrown.thrown) // 10000
    inner join speed_factors
        on speed_factors.speed = speed_points.speed and speed_factors.priority = thrown.priority
),

-- Somebody on call answers at night, while no business time passes.
played as (
    select
        *,
        business_opened + cast(sum(if(is_on_call, 0, seconds)) over (partition by number order by step_number) as bigint)
            as business_at
    from timed
),

first_answers as (
    select * from played where step = 'first'
),

all_steps as (
    select number, calendar_id, step_number, step, actor, is_on_call, seconds, evening_roll, business_at
    from played

    union all

    -- A case without an agent gets one before its first answer, but for one in fourteen.
    select
        first_answers.number,
        first_answers.calendar_id,
        first_answers.step_number - 5,
        'assign',
        'manager',
        false,
        0,
        0,
        first_answers.business_opened + (first_answers.business_at - first_answers.business_opened) * 2 // 5
    from first_answers
    inner join drawn_cases on drawn_cases.number = first_answers.number
    where drawn_cases.is_unassigned and not first_answers.is_on_call and first_answers.evening_roll % 14 > 0

    union all

    -- Two in three of the uncategorised cases get their category with the first answer.
    select
        first_answers.number,
        first_answers.calendar_id,
        first_answers.step_number + 1,
        'categorise',
        'agent',
        false,
        0,
        0,
        first_answers.business_at
    from first_answers
    inner join drawn_cases on drawn_cases.number = first_answers.number
    where drawn_cases.is_uncategorised and first_answers.evening_roll % 3 > 0
),

settled as (
    select
        all_steps.*,
        openings.opens_at,
        openings.closes_at,
        openings.next_opens_at,
        openings.opens_at + to_seconds(all_steps.business_at - openings.seconds_before) as inside_at,
        lead(openings.opens_at) over (
            partition by all_steps.number
            order by all_steps.business_at, all_steps.step_number
        ) as following_opens_at
    from all_steps
    asof inner join openings
        on openings.calendar_id = all_steps.calendar_id and all_steps.business_at >= openings.seconds_before
),

-- One customer in four writes in the evening, and over a weekend every second of those by day, where nothing of this
-- case happens between then and the next opening.
written as (
    select
        settled.number,
        settled.step_number,
        settled.step,
        settled.actor,
        case
            when settled.is_on_call then greatest(
                drawn_cases.opened_at,
                least(
                    drawn_cases.opened_at + to_seconds(settled.seconds),
                    drawn_cases.next_opens_at - interval 1 minute
                )
            )
            when settled.actor <> 'customer' or settled.evening_roll % 4 > 0 then settled.inside_at
            when settled.following_opens_at = settled.opens_at then settled.inside_at
            when settled.next_opens_at - settled.closes_at > interval 30 hours and settled.evening_roll // 4 % 2 = 0
                then settled.closes_at + to_seconds(57600 + settled.evening_roll % 32400)
            else settled.closes_at + to_seconds(600 + settled.evening_roll % 16200)
        end as occurred_at
    from settled
    inner join drawn_cases on drawn_cases.number = settled.number

    union all

    select
        number,
        0,
        'auto reply',
        'nobody',
        opened_at + to_seconds(3 + number % 20)
    from drawn_cases
    where channel = 'email' and is_outside_hours
),

steps as (
    select distinct conversation, step_number * 10 as step_number, kind, is_handed_over from conversation_steps
)

select
    'E-' || lpad(cast(written.number as varchar), 8, '0') || '-' || lpad(cast(row_number() over (
        partition by written.number
        order by written.occurred_at, written.step_number
    ) as varchar), 2, '0') as event_id,
    written.number,
    written.occurred_at,
    case written.step
        when 'auto reply' then 'auto_reply'
        when 'assign' then 'assigned'
        when 'categorise' then 'category_changed'
        else steps.kind
    end as kind,
    case written.actor
        when 'customer' then 'contact@' || drawn_cases.domain
        when 'manager' then drawn_cases.manager_id
        when 'agent' then if(steps.is_handed_over, drawn_cases.other_agent_id, drawn_cases.agent_id)
    end as actor_id,
    case written.step
        when 'assign' then drawn_cases.agent_id
        when 'handover' then drawn_cases.other_agent_id
        when 'categorise' then drawn_cases.true_category
        when 'recategorise' then case drawn_cases.true_category
            when 'problem' then 'configuration'
            when 'configuration' then 'information'
            else 'problem'
        end
        when 'raise' then case drawn_cases.priority
            when 'low' then 'normal'
            when 'normal' then 'high'
            when 'high' then 'urgent'
            else 'high'
        end
        when 'escalate' then 'ESC-' || lpad(cast(written.number as varchar), 8, '0')
    end as value
from written
inner join drawn_cases on drawn_cases.number = written.number
left join steps on steps.conversation = drawn_cases.conversation and steps.step_number = written.step_number
where written.occurred_at <= getvariable('cutoff');

insert into cases
select
    case_id,
    account_id,
    channel,
    opened_at,
    subject,
    if(is_uncategorised, null, true_category) as category,
    priority,
    if(is_unassigned and not is_on_call, null, agent_id) as agent_id
from drawn_cases;

insert into case_events
select
    drawn_events.event_id,
    drawn_cases.case_id,
    drawn_events.occurred_at,
    drawn_events.kind,
    drawn_events.actor_id,
    drawn_events.value
from drawn_events
inner join drawn_cases on drawn_cases.number = drawn_events.number;
