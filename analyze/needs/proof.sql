-- Whether there is mail that is ours beyond doubt, or was.
SELECT 1 WHERE EXISTS (SELECT 1 FROM fit) OR EXISTS (SELECT 1 FROM proven) OR EXISTS (SELECT 1 FROM signer);
