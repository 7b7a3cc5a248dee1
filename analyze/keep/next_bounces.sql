-- Up to when one step goes that takes :rows arrivals; NULL: there are no more of them.
SELECT arrived_at + 1 FROM arrival WHERE arrived_at >= :from AND arrived_at < :before ORDER BY arrived_at LIMIT 1 OFFSET :rows;
