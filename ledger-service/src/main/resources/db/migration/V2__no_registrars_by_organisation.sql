-- A registrar is a participant (role 16) of the organisation that appointed them; nothing was ever written here.
DROP TABLE ledger.registrar;
