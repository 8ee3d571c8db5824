-- question: What can the shared filters be set to?
-- grain:    one row per (filter, code)
-- params:   none
-- returns:  filter varchar, code varchar, label varchar
-- decided:  codes are keys of the records, so that a link outlives a renaming; two accounts of one name show
--           their code too; a missing value is a choice of its own where records have one

with named_choices as (
    select 'account' as filter, account_id as code, name as label
    from accounts
    union all
    select 'tam', person_id, name
    from people
    where role = 'tam' or person_id in (select tam_id from tam_assignments)
    union all
    select distinct 'region', region, region
    from accounts
    where region is not null
),

missing_choices as (
    select 'tam' as filter, 'no_tam' as code, 'No TAM' as label
    where (select true from case_metrics where tam_id is null limit 1)
    union all
    select 'region', 'no_region', 'No region'
    where exists(from accounts where region is null)
)

select
    filter,
    code,
    if(count(*) over (partition by filter, label) > 1, label || ' (' || code || ')', label) as label,
from (from named_choices union all from missing_choices)
order by filter, code in ('no_tam', 'no_region'), lower(label), code
