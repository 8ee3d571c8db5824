-- question: Who has this email address?
-- grain:    one row, or none when nobody has it or several do
-- params:   $email varchar
-- returns:  person_id varchar, name varchar, role varchar
-- decided:  capitals and spaces around do not count; an address of several people names nobody, for it would decide which
--           rows are seen

select
    any_value(person_id) as person_id,
    any_value(name) as name,
    any_value(role) as role,
from people
where lower(trim(email)) = lower(trim($email)) and trim($email) <> ''
having count(*) = 1
