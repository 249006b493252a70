# Read by start.sh, or before the full Payara Server is started, as in: . payara-micro/secrets.sh
# Secrets may be in files, as systemd and Kubernetes mount them: CREDITS_DB_PASSWORD_FILE names the file of CREDITS_DB_PASSWORD, and so on.
# Line ends at the end of a file do not count.
for secret in DB_PASSWORD DB_SSL_KEY_PASSWORD BROKER_PASSWORD BROKER_TRUSTSTORE_PASSWORD OPENID_CLIENT_SECRET STRIPE_API_KEY \
    STRIPE_WEBHOOK_SECRET WEBHOOKS_KEY MAIL_PASSWORD MAIL_KEY TRACES_TOKEN_SECRET \
    RECONCILIATION_OPENAI_API_KEY RECONCILIATION_ANTHROPIC_API_KEY; do
    eval "file=\${CREDITS_${secret}_FILE:-} value=\${CREDITS_$secret:-}"
    [ -n "$file" ] || continue
    [ -z "$value" ] || { echo "CREDITS_$secret and CREDITS_${secret}_FILE are both set" >&2; exit 1; }
    value=$(cat -- "$file") || exit 1
    [ -n "$value" ] || { echo "CREDITS_${secret}_FILE names an empty file, $file" >&2; exit 1; }
    export "CREDITS_$secret=$value"
done
unset secret file value
