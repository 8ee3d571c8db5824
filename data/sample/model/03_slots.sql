-- Weights as slots: a roll picks a slot, and a slot belongs to one value.

-- 1,000 slots for each topic.
create table slots as
with running as (
    select
        topic,
        value,
        weight,
        sum(weight) over (partition by topic order by position) - weight as weight_before,
        sum(weight) over (partition by topic) as total_weight
    from chances
)

select
    running.topic,
    numbers.range as slot,
    running.value
from running
inner join range(1000) as numbers
    on numbers.range * running.total_weight >= running.weight_before * 1000
        and numbers.range * running.total_weight < (running.weight_before + running.weight) * 1000;

-- As many slots as the sizes of the accounts add up to.
create table customer_slots as
select
    row_number() over (order by customers.account_id, numbers.range) - 1 as slot,
    customers.account_id
from customers
inner join range(200) as numbers on numbers.range < customers.size;

-- The same for accounts that were there throughout: they stand in for those that were not there yet, or no longer.
create table lasting_slots as
select
    row_number() over (order by customers.account_id, numbers.range) - 1 as slot,
    customers.account_id
from customers
inner join range(200) as numbers on numbers.range < customers.size
where customers.is_lasting;

set variable customer_slots = (select count(*) from customer_slots);
set variable lasting_slots = (select count(*) from lasting_slots);

-- Who answers: in the bad month only those who are not away.
create table agent_slots as
select
    months.is_bad_month,
    agents.calendar_id,
    row_number() over (partition by months.is_bad_month, agents.calendar_id order by agents.person_id) - 1 as slot,
    count(*) over (partition by months.is_bad_month, agents.calendar_id) as slot_count,
    agents.person_id,
    agents.pace * if(months.is_bad_month, getvariable('bad_month_pace'), 100) // 100 as pace
from agents
inner join (values (false), (true)) as months (is_bad_month) on not (months.is_bad_month and agents.is_away);

create table subject_slots as
select
    topic,
    slot,
    count(*) over (partition by topic) as slot_count,
    template
from subjects;

create table days as
select
    date,
    is_bad_month,
    is_incident,
    usual_weight * incident_percent // 1000 as weight,
    sum(usual_weight * incident_percent // 1000) over (order by date)
    - usual_weight * incident_percent // 1000 as weight_before,
    sum(usual_weight * incident_percent // 1000) over () as total_weight
from arrivals;
