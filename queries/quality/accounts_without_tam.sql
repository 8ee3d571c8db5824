-- question: Which accounts had no TAM on a premium day, and when?
-- grain:    one row per account and stretch of days, the longest first
-- params:   none
-- returns:  account_id varchar, account_name varchar, gap_from date, gap_until date, day_count bigint, is_open boolean
-- decided:  days up to the day of as_of on the account's calendar, itself included; gap_until is exclusive, and null while
--           the stretch goes on; the terms promise a TAM on every premium day

select
    account_id,
    account_name,
    gap_from,
    if(is_open, null, gap_until) as gap_until,
    cast(date_diff('day', gap_from, gaps.gap_until) as bigint) as day_count,
    is_open,
from tam_gaps([], []) as gaps
order by day_count desc, account_id, gap_from
