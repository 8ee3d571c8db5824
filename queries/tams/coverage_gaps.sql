-- question: Which premium accounts had no TAM in the period, and from when to when?
-- grain:    one row per account and stretch of days that touches the period, the latest first
-- params:   $since date, $until date (exclusive), $accounts varchar[], $regions varchar[] ([] = all)
-- returns:  account_id varchar, account_name varchar, gap_from date, gap_until date, day_count bigint, is_open boolean
-- decided:  gap_from and gap_until (exclusive, null while it goes on) are those of the whole stretch; day_count are its days
--           within the period, up to the day of as_of on the account's calendar, itself included

select
    account_id,
    account_name,
    gap_from,
    if(is_open, null, gap_until) as gap_until,
    date_diff('day', greatest(gap_from, $since), least(gaps.gap_until, $until)) as day_count,
    is_open,
from tam_gaps($accounts, $regions) as gaps
where gap_from < $until and gaps.gap_until > $since
order by gaps.gap_until desc, gap_from, account_id
