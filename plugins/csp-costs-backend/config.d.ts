import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Microsoft CSP costs. */
  cspCosts?: {
    archive: {
      /**
       * Folder that keeps every collected line as Parquet files. It must
       * survive restarts, and all replicas of the backend must share it.
       */
      directory: string;
    };

    collection?: {
      /** Jobs that one backend process works on at the same time. Default 2. */
      concurrency?: number;
      /** Attempts at a job before it counts as failed. Default 4. */
      attempts?: number;
      /** Wait before the second attempt; doubles with every attempt. Default one minute. */
      backoff?: HumanDuration | string;
      /** Wait before a request is tried again when Microsoft names no time; doubles. Default one second. */
      requestBackoff?: HumanDuration | string;
      /** Wait between two looks at an export when Microsoft names no time. Default 10 seconds. */
      exportPolling?: HumanDuration | string;
      /** How long a job may stay silent before another process takes it over. Default 30 seconds. */
      lease?: HumanDuration | string;
      /** How often an idle process looks for work. Default one second. */
      pollingInterval?: HumanDuration | string;
      /** After how long without a verification open figures count as stale. Default 48 hours. */
      staleAfter?: HumanDuration | string;
      /** How long data that was replaced is kept. Default 30 days. */
      keepReplaced?: HumanDuration | string;
    };

    /**
     * Where Microsoft's services are, by name of national cloud. `global` is
     * built in; add or override one here, for example for a stand-in.
     */
    clouds?: {
      [name: string]: {
        /** Origin of the sign-in service, such as https://login.microsoftonline.com. */
        loginUrl: string;
        /** Origin of Microsoft Graph. */
        graphUrl: string;
        /** Origin of the Partner Center API. */
        partnerCenterUrl: string;
        /**
         * Origins that exported files may be downloaded from. `*.` in front of
         * a host stands for any subdomain.
         */
        storageOrigins: string[];
      };
    };

    /** Partner tenants to collect from, by connector id. */
    connectors?: {
      [connectorId: string]: {
        /** What people call it. Default: the connector id. */
        title?: string;
        /** A key of `clouds`. Default `global`. */
        nationalCloud?: string;
        /** Tenant id of the partner (Microsoft ID). */
        partnerTenantId: string;
        /** Application (client) id of the app registration in the partner tenant. */
        clientId: string;
        /**
         * Value of a client secret. Give this or `certificate`.
         * @visibility secret
         */
        clientSecret?: string;
        /** Certificate to sign in with. Give this or `clientSecret`. */
        certificate?: {
          /** The certificate, PEM. */
          certificate: string;
          /**
           * Its private key, PEM (PKCS #8).
           * @visibility secret
           */
          privateKey: string;
        };
        /**
         * Currencies the partner is billed in. Default: those of the invoices;
         * needed for estimates until there is a first invoice.
         */
        billingCurrencies?: string[];
        schedule?: {
          /** Five fields of cron. Default `0 4 * * *`. */
          cron?: string;
          /** IANA time zone of `cron`. Default `UTC`. */
          timeZone?: string;
        };
        history?: {
          /** Closed billing periods to collect, back from the current one. Default 13. */
          months?: number;
        };
      };
    };
  };
}
