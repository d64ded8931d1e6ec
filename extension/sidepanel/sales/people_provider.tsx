/** Keeps what is known of subscribers and payouts for the pages below, also while another tool is shown. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { useApi } from "../../shared/api.ts";
import { usePanel } from "../panel.ts";
import { NO_PAYOUTS, NO_SUBSCRIBERS, PeopleContext, keptAsker, readsPayouts, readsSubscribers } from "./people.ts";
import type { People } from "./people.ts";

export function PeopleProvider({ children }: { children: ComponentChildren }) {
  const api = useApi();
  const { account } = usePanel().state;
  const [subscribers, setSubscribers] = useState(NO_SUBSCRIBERS);
  const [payouts, setPayouts] = useState(NO_PAYOUTS);
  const ofSubscribers = useMemo(
    () =>
      keptAsker(
        NO_SUBSCRIBERS,
        {
          list: (form) => api.request({ op: "subscribers.list", form }),
          sync: () => api.request({ op: "subscribers.sync" }),
          stop: () => api.request({ op: "subscribers.stop" }),
          isReading: readsSubscribers,
        },
        setSubscribers,
      ),
    [api],
  );
  const ofPayouts = useMemo(() => {
    const asker = keptAsker(
      NO_PAYOUTS,
      {
        list: (form) => api.request({ op: "payouts.list", form }),
        sync: (form) => api.request({ op: "payouts.sync", form }),
        stop: () => api.request({ op: "payouts.stop" }),
        isReading: readsPayouts,
      },
      setPayouts,
    );
    const details = (ids: readonly string[]): Promise<void> =>
      asker.begin(() => api.request({ op: "payouts.details", payout_ids: [...ids] }));
    return { ...asker, details };
  }, [api]);
  useEffect(
    () =>
      api.onEvent((event) => {
        if (event.type === "subscribers.progressed") ofSubscribers.progressed(event.sync);
        if (event.type === "payouts.progressed") ofPayouts.progressed(event.sync);
      }),
    [api, ofSubscribers, ofPayouts],
  );
  const whose = account?.account_id;
  useEffect(() => {
    ofSubscribers.reset();
    ofPayouts.reset();
  }, [whose, ofSubscribers, ofPayouts]);
  const people = useMemo(
    (): People => ({
      subscribers: { ...subscribers, ...ofSubscribers },
      payouts: { ...payouts, ...ofPayouts },
    }),
    [subscribers, payouts, ofSubscribers, ofPayouts],
  );
  return <PeopleContext.Provider value={people}>{children}</PeopleContext.Provider>;
}
