INSERT INTO spf_candidate (name, wanted, helo) VALUES (:name, :wanted, :helo)
ON CONFLICT DO UPDATE SET wanted = wanted OR :wanted, helo = helo OR :helo;
