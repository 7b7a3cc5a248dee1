-- Two fails from one client.
SELECT client_ip, helo, count(*) AS fails FROM spf_checks WHERE result = 'fail' GROUP BY client_ip
