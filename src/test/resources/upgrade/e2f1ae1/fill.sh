#!/bin/bash
# Fills a running service of e2f1ae1 with something of everything, by its own API, as dump.sh says.
set -eu
base=${1:-http://127.0.0.1:8080}; api=$base/api/v1
token() { curl -s $base/dev/tokens -H 'Content-Type: application/json' -d "$1" | sed 's/.*"token":"\([^"]*\)".*/\1/'; }
owner=0190a000-0000-7000-8000-000000000001
SERVICE=$(token '{"userId":"0190a000-0000-7000-8000-000000000009","name":"Host","roles":["SERVICE"]}')
ADMIN=$(token '{"userId":"0190a000-0000-7000-8000-000000000008","name":"Ada","roles":["SUPER_ADMIN"]}')
OWNER=$(token '{"userId":"'$owner'","name":"Olga"}')
n=0
call() { n=$((n+1)); curl -s -H "Authorization: Bearer $1" -H "Content-Type: ${TYPE:-application/json}" -H "Idempotency-Key: filled-$n" "${@:2}"; echo; }
field() { sed 's/.*"'$1'":"\([^"]*\)".*/\1/'; }
one=0190a000-0000-7000-8000-0000000000e1; two=0190a000-0000-7000-8000-0000000000e2
for team in $one $two; do
  n=$((n+1000)); call $SERVICE -X PUT $api/teams/$team -d '{"name":"Filled '${team: -2}'","plan":"PRO","ownerId":"'$owner'","features":["AI_CHAT","CREATIVE_HUB"]}'
  n=$((n+10)); call $ADMIN $api/teams/$team/adjustments -d '{"account":"CREDITS","amount":"5000","reason":"welcome"}'
  for i in 1 2 3; do
    n=$((n+10)); m=$(call $OWNER $api/teams/$team/chat/messages -d '{"estimatedInputTokens":2000,"maxOutputTokens":1000}' | field messageId)
    n=$((n+10)); call $OWNER $api/teams/$team/chat/messages/$m/completion -d '{"outcome":"SUCCEEDED","inputTokens":'$((1000*i))',"outputTokens":1000}'
  done
  n=$((n+10)); m=$(call $OWNER $api/teams/$team/chat/messages -d '{"estimatedInputTokens":500,"maxOutputTokens":1000}' | field messageId)
  n=$((n+10)); call $OWNER $api/teams/$team/chat/messages/$m/completion -d '{"outcome":"FAILED","failure":"INFRASTRUCTURE"}'
  n=$((n+10)); call $OWNER $api/teams/$team/jobs -d '{"service":"VIDEO","engine":"KLING_2_6","seconds":10}'
  n=$((n+10)); call $OWNER $api/teams/$team/jobs -d '{"service":"IMAGE","engine":"FLUX_2_PRO","variants":10,"parameters":{"simulate":{"delivered":7}}}'
  n=$((n+10)); call $OWNER $api/teams/$team/jobs -d '{"service":"IMAGE","engine":"AUTO","variants":1,"parameters":{"simulate":{"outcome":"FAILED","failure":"CONTENT_SAFETY"}}}'
done
n=90000; p=$(call $OWNER $api/teams/$one/purchases -d '{"package":"STARTER"}'); echo "$p"
url=$(echo "$p" | field checkoutUrl); curl -s -o /dev/null -w 'paid %{http_code}\n' -X POST $url/pay
sleep 6
call $OWNER $api/teams/$one/purchases/$(echo "$p" | field purchaseId)
call $OWNER -X PUT $api/teams/$one/auto-top-up -d '{"enabled":true,"threshold":"1000","package":"STARTER","maximumPerMonth":3,"maximumUsdPerMonth":"20"}'
call $ADMIN -X POST $api/teams/$one/creative-bills
day=$(date -u +%F)
printf 'BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,SkuId,ConsumedQuantity,ConsumedUnit,x_ProviderRequestId\n0.21,USD,Usage,%s,FLUX_2_PRO,7,Images,r1\n0.9,USD,Usage,%s,FLUX_2_PRO,30,Images,r2\n' $day $day |
    TYPE=text/csv call $ADMIN "$api/reconciliation/invoices?provider=ACME&format=FOCUS" --data-binary @-
n=91000; run=$(call $ADMIN $api/reconciliation/runs -d '{"from":"'$day'","to":"'$(date -u -d tomorrow +%F)'"}'); echo "$run"
sleep 20; call $ADMIN $api/reconciliation/runs/$(echo "$run" | field runId)
call $ADMIN $api/ledger/verifications -d '{}'
# Work in hand
n=95000; call $OWNER $api/teams/$two/chat/messages -d '{"estimatedInputTokens":2000,"maxOutputTokens":1000}'
sleep 5
call $OWNER $api/teams/$one/balance
call $OWNER $api/teams/$two/balance
