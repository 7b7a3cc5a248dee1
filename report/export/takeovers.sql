SELECT * FROM takeovers;
