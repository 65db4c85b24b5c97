-- What a desk needs and no more: it reads the shop, carries out and takes back what customers agree to, and
-- keeps conversations. Loading, resetting and forgetting are the owner's.
--
--   sudo -u postgres psql shop -v ON_ERROR_STOP=1 -v desk=desk < desk-role.sql
--
-- Run it as one who may make roles, once the shop is loaded; then give each desk its login:
--   CREATE ROLE anna LOGIN PASSWORD '…' IN ROLE desk;
CREATE ROLE :"desk" NOLOGIN;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"desk";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"desk";
GRANT INSERT ON actions, action_values, receipts, order_items, returns, return_items, payments, tickets,
  invoices, conversations, turns, wrong_tries TO :"desk";
GRANT UPDATE (status, line1, line2, city, state, postcode, postcode_key, country, payment_method,
  cancel_reason, item_changes) ON orders TO :"desk";
GRANT UPDATE (line1, line2, city, state, postcode, postcode_key, country) ON customers TO :"desk";
GRANT UPDATE (quantity, sku, price) ON order_items TO :"desk";
GRANT UPDATE (stock) ON variants TO :"desk";
GRANT UPDATE (balance) ON payment_methods TO :"desk";
GRANT UPDATE (undone_by) ON actions TO :"desk";
GRANT UPDATE ON conversations, wrong_tries TO :"desk";
-- Taking something back takes its rows away.
GRANT DELETE ON order_items, returns, return_items, payments, invoices, tickets, conversations,
  wrong_tries TO :"desk";
