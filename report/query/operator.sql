-- What stands between the pieces of a noun (report/noun.h): :term is an expression, :value what the user wrote.
-- operator is
(:term) COLLATE NOCASE IS :value
-- operator like
(:term) LIKE :value ESCAPE '\'
-- operator network
in_network(:term, :value)
-- operator equal
(:term) = :value
-- operator least
(:term) >= :value
-- operator most
(:term) <= :value
-- operator above
(:term) > :value
-- operator below
(:term) < :value
-- operator and
 AND 
-- operator or
 OR 
-- operator open
(
-- operator close
)
-- operator not
coalesce(NOT (
-- operator ton
), 1)
-- operator select
SELECT 
-- operator comma
, 
-- operator group
 GROUP BY 
-- operator sort
 ORDER BY 
-- operator limit
 LIMIT :value
-- operator always
true
-- operator none
-- operator most-first
count(*) DESC
