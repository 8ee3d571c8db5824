-- question: What are the open cases about, and how old are they in opening days?
-- grain:    one row per (category, age_band), also those with no case; `never_open` only where a calendar has no opening
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  category varchar, age_band varchar, open_count bigint, escalated_count bigint, code varchar
-- decided:  age is the number of the account's opening days on which the case was open at some open moment, today
--           included: 0 or 1 is up to 1; the code asks the list for the cases of the cell

with issues as (
    select
        coalesce(category, 'uncategorised') as category,
        age_band,
        escalation_count,
    from open_issues($accounts, $tams, $categories, $priorities, $channels, $regions)
),

categories as (
    select unnest(['problem', 'configuration', 'information', 'uncategorised']) as category
),

age_bands as (
    select unnest(['up_to_1', '2_to_3', '4_to_5', '6_to_10', 'over_10', 'never_open']) as age_band
)

select
    categories.category,
    age_bands.age_band,
    count(issues.category) as open_count,
    count(*) filter (issues.escalation_count > 0) as escalated_count,
    'cell:' || categories.category || '/' || age_bands.age_band as code,
from categories
cross join age_bands
left join issues on categories.category = issues.category and age_bands.age_band = issues.age_band
where age_bands.age_band <> 'never_open' or exists(from issues where age_band = 'never_open')
group by categories.category, age_bands.age_band
order by
    list_position(['problem', 'configuration', 'information', 'uncategorised'], categories.category),
    list_position(['up_to_1', '2_to_3', '4_to_5', '6_to_10', 'over_10', 'never_open'], age_bands.age_band)
