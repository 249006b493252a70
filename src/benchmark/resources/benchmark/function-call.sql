SELECT status, sequence, amount_units, balance_units FROM benchmark_debit(?, ?, ?, ?, ?);
