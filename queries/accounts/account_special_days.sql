-- question: On which days are this account's hours not the usual ones?
-- grain:    one row per (date, opening); a day closed all day has one row without times
-- params:   $account_id varchar, $since date, $until date (exclusive)
-- returns:  date date, name varchar, opens varchar, closes varchar
-- decided:  a holiday replaces the whole day: what is listed is all that is open

select
    holidays.date,
    holidays.name,
    cast(holidays.opens as varchar)[1:5] as opens,
    cast(holidays.closes as varchar)[1:5] as closes,
from holidays
inner join accounts on holidays.calendar_id = accounts.calendar_id
where accounts.account_id = $account_id and holidays.date >= $since and holidays.date < $until
order by holidays.date, holidays.opens
