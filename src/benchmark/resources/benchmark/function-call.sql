SELECT status, sequence, amount_micros, balance_micros FROM benchmark_debit(?, ?, ?, ?, ?);
