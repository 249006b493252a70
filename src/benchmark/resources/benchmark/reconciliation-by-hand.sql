-- What somebody would write who wants to know how many differences there are: requests by a full outer join, sums of days by another.
SELECT (SELECT count(*)
          FROM (SELECT * FROM usage_record WHERE engine NOT IN ('ELEVEN_V3', 'ELEVEN_FLASH', 'ELEVEN_TURBO', 'ACT_TWO')) u
          FULL JOIN (SELECT "x_ProviderRequestId" AS request_id, "BilledCost" * 1000000000 AS nanos, "ConsumedQuantity" AS quantity,
                            CASE "SkuMeter" WHEN 'Input Tokens' THEN 'INPUT_TOKEN' WHEN 'Output Tokens' THEN 'OUTPUT_TOKEN'
                                            WHEN 'Images' THEN 'IMAGE' ELSE 'SECOND' END AS measure
                       FROM by_hand WHERE "x_ProviderRequestId" IS NOT NULL) l
            ON l.request_id = u.request_id AND l.measure = u.measure
         WHERE u.request_id IS NULL OR l.request_id IS NULL OR u.outcome <> 'SUCCEEDED' OR l.quantity <> u.quantity
            OR abs(l.nanos - u.cost_nanos) > greatest(u.cost_nanos * 0.005, 10000000))
     + (SELECT count(*)
          FROM (SELECT provider, engine, day, sum(cost_nanos) AS nanos, sum(quantity) AS quantity
                  FROM usage_record WHERE engine IN ('ELEVEN_V3', 'ELEVEN_FLASH', 'ELEVEN_TURBO', 'ACT_TWO')
                 GROUP BY provider, engine, day) u
          FULL JOIN (SELECT "ProviderName" AS provider, upper(replace("SkuId", '-', '_')) AS engine,
                            ("ChargePeriodStart" AT TIME ZONE 'UTC')::date AS day, sum("BilledCost") * 1000000000 AS nanos,
                            sum("ConsumedQuantity") AS quantity
                       FROM by_hand WHERE "x_ProviderRequestId" IS NULL AND "ChargeCategory" = 'Usage'
                      GROUP BY 1, 2, 3) l
            ON l.provider = u.provider AND l.engine = u.engine AND l.day = u.day
         WHERE u.engine IS NULL OR l.engine IS NULL OR abs(l.nanos - u.nanos) > u.nanos * 0.005
            OR abs(l.quantity - u.quantity) > u.quantity * 0.005) AS differences
