SELECT * FROM null_mail;
