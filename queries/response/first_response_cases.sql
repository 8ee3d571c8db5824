-- question: Which cases are behind a first response figure, the latest first?
-- grain:    one row per case
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all),
--           $verdicts varchar[] ([] = all; `no_target` for none), $at_least_seconds bigint, $below_seconds bigint (business time to the first answer; null = no bound), $row_limit bigint (null = every row)
-- returns:  case_id varchar, account_name varchar, priority varchar, category varchar, verdict varchar, late_elapsed_seconds bigint, business_seconds bigint, target_seconds bigint, opened_at timestamp with time zone, due_at timestamp with time zone, first_response_at timestamp with time zone, is_exempt boolean, agent_name varchar, tam_name varchar, channel varchar, subject varchar
-- decided:  late is clock time from the due time to the answer; without one, to the end of the case, or of the
--           records while it is open; it is given for breached cases only

with judged_cases as (
    select
        filtered_cases.*,
        coalesce(first_response_verdict, 'no_target') as verdict,
    from filtered_cases(
        $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    ) as filtered_cases
),

chosen_cases as (
    select
        judged_cases.*,
        if(
            judged_cases.verdict = 'breached',
            cast(date_diff(
                'second',
                judged_cases.first_response_due_at,
                coalesce(judged_cases.first_response_at, judged_cases.resolved_at, snapshot.as_of)
            ) as bigint),
            null
        ) as late_elapsed_seconds,
    from judged_cases
    cross join snapshot
    where (len($verdicts) = 0 or list_contains($verdicts, judged_cases.verdict))
        and ($at_least_seconds is null or judged_cases.first_response_business_seconds >= $at_least_seconds)
        and ($below_seconds is null or judged_cases.first_response_business_seconds < $below_seconds)
    order by late_elapsed_seconds desc nulls last, judged_cases.opened_at desc, judged_cases.case_id
    limit $row_limit
)

select
    chosen_cases.case_id,
    accounts.name as account_name,
    chosen_cases.priority,
    coalesce(chosen_cases.category, 'uncategorised') as category,
    chosen_cases.verdict,
    chosen_cases.late_elapsed_seconds,
    chosen_cases.first_response_business_seconds as business_seconds,
    chosen_cases.first_response_target_seconds as target_seconds,
    chosen_cases.opened_at,
    chosen_cases.first_response_due_at as due_at,
    chosen_cases.first_response_at,
    chosen_cases.is_first_response_exempt as is_exempt,
    agents.name as agent_name,
    tams.name as tam_name,
    chosen_cases.channel,
    cases.subject,
from chosen_cases
inner join cases on chosen_cases.case_id = cases.case_id
inner join accounts on chosen_cases.account_id = accounts.account_id
left join people as agents on chosen_cases.agent_id = agents.person_id
left join people as tams on chosen_cases.tam_id = tams.person_id
order by chosen_cases.late_elapsed_seconds desc nulls last, chosen_cases.opened_at desc, chosen_cases.case_id
