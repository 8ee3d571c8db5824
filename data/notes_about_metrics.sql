-- One sentence a row: what deriving showed that a reader of the numbers should know.

select count(*) || ' cases have no first-response target and no verdict.' as sentence
from case_metrics
where first_response_target_seconds is null
having count(*) > 0
