INSERT OR FAIL INTO trace (bounce_id, arrival_id, arrived_at, arrival_part_id, own_hops, delivered_by_name, delivered_by_ip, bouncer,
    handed_n, handed_at, handed_ip, handed_helo, handed_name, handed_ours, origin_ip, stamped_at, sender, stranger)
SELECT bounce_id, arrival_id, arrived_at, arrival_part_id, own_hops, delivered_by_name, delivered_by_ip, bouncer,
    handed_n, handed_at, handed_ip, handed_helo, handed_name, handed_ours, origin_ip, stamped_at, sender, handed_ip IS NOT NULL AND handed_ours = 0
FROM traced;
