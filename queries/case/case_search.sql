-- question: Which cases have this id, or all these words in their subject?
-- grain:    one row per case
-- params:   $words varchar, $row_limit bigint
-- returns:  case_id varchar, subject varchar, account_name varchar, state varchar, opened_local timestamp
-- decided:  an id that is equal comes first, then ids that contain the words, then subjects that contain each word, the
--           newest first; letter case does not count; nothing to look for finds nothing; cases opened after as_of are not
--           found; local time is that of the account's calendar

with wanted as (
    select
        lower(trim($words)) as text,
        list_filter(string_split(lower(trim($words)), ' '), lambda word: word <> '') as words,
),

found_cases as (
    select
        cases.case_id,
        cases.subject,
        cases.opened_at,
        cases.account_id,
        case
            when lower(cases.case_id) = wanted.text then 1
            when contains(lower(cases.case_id), wanted.text) then 2
            else 3
        end as rank,
    from cases
    cross join wanted
    where wanted.text <> ''
        and cases.opened_at <= (select as_of from snapshot)
        and (
            contains(lower(cases.case_id), wanted.text)
            -- The first word alone leaves few cases to be asked for all: a list is looked through slowly.
            or (
                contains(lower(coalesce(cases.subject, '')), wanted.words[1])
                and len(
                    list_filter(wanted.words, lambda word: not contains(lower(coalesce(cases.subject, '')), word))
                ) = 0
            )
        )
    order by rank, cases.opened_at desc, cases.case_id
    limit $row_limit
)

select
    found_cases.case_id,
    found_cases.subject,
    accounts.name as account_name,
    case_metrics.state,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), found_cases.opened_at) as opened_local,
from found_cases
cross join snapshot
left join case_metrics on found_cases.case_id = case_metrics.case_id
left join accounts on found_cases.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
order by found_cases.rank, found_cases.opened_at desc, found_cases.case_id
