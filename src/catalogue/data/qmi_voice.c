/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 9, VOICE: calls and supplementary services. Data only.
 */
#include "tables.h"

/* One layout is longer than the 4095 characters that every C11 compiler takes. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0003, "indication-register",
                "10 dtmf_events:u8=bool "
                "11 voice_privacy_events:u8=bool "
                "12 supplementary_service_notification_events:u8=bool "
                "13 call_notification_events:u8=bool "
                "14 handover_events:u8=bool "
                "15 speech_codec_events:u8=bool "
                "16 ussd_notification_events:u8=bool "
                "18 modification_events:u8=bool "
                "19 uus_events:u8=bool "
                "1a aoc_events:u8=bool "
                "1b conference_events:u8=bool "
                "1c extended_burst_type_international_information_events:u8=bool "
                "1d mt_page_miss_information_events:u8=bool",
                ""),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "dial-call", "01 calling_number!:str", "10 call_id:u8"),
    QMI_REQUEST(0x0021, "end-call", "01 call_id:u8", "10 call_id:u8"),
    QMI_REQUEST(0x0022, "answer-call", "01 call_id:u8", "10 call_id:u8"),
    QMI_REQUEST(0x0028, "burst-dtmf", "01 data!:{ call_id:u8 digit_buffer:str8 }",
                "10 call_id!:u8"),
    QMI_REQUEST(0x0029, "start-continuous-dtmf", "01 data!:{ call_id:u8 digit:u8 }",
                "10 call_id!:u8"),
    QMI_REQUEST(0x002a, "stop-continuous-dtmf", "01 data!:{ call_id:u8 }", "10 call_id!:u8"),
    QMI_INDICATION(0x002e, "all-call-status",
                   "01 call_information:[u8]{CallInformation} "
                   "10 remote_party_number!:[u8]{RemotePartyNumber} "
                   "12 alerting_type:[u8]{ id:u8 alerting_type:u8=alerting_type }"),
    QMI_REQUEST(0x002f, "get-all-call-info", "",
                "10 call_information:[u8]{CallInformation} "
                "11 remote_party_number!:[u8]{RemotePartyNumber} "
                "13 alerting_type:[u8]{ id:u8 alerting_type:u8=alerting_type }"),
    QMI_REQUEST(0x0031, "manage-calls",
                "01 service_type:u8=supplementary_service_type "
                "10 call_id:u8",
                ""),
    QMI_INDICATION(0x0032, "supplementary-service",
                   "01 info:{ call_id:u8 "
                   "notification_type:u8=supplementary_service_notification_type }"),
    QMI_REQUEST(0x0033, "set-supplementary-service",
                "01 supplementary_service_information:{ "
                "supplementary_service_action:u8=supplementary_service_action "
                "supplementary_service_reason:u8=supplementary_service_reason }",
                "15 service_status:{ active:u8=bool provisioned:u8=bool }"),
    QMI_REQUEST(0x0034, "get-call-waiting", "10 service_class:u8", "10 service_class:u8"),
    QMI_REQUEST(
        0x003a, "originate-ussd", "01 uss_data:{UssData}",
        "10 failure_cause:u16=call_end_reason "
        "11 alpha_identifier:{Alpha} "
        "12 uss_data:{UssData} "
        "13 call_control_result_type:u8=call_control_result_type "
        "14 call_id:u8 "
        "15 "
        "call_control_supplementary_service_type:u8=call_control_supplementary_service_type "
        "16 uss_data_utf16!:[u8]u16"),
    QMI_REQUEST(0x003b, "answer-ussd", "01 uss_data:{UssData}", ""),
    QMI_REQUEST(0x003c, "cancel-ussd", "", ""),
    QMI_INDICATION(0x003d, "release-ussd", ""),
    QMI_INDICATION(0x003e, "ussd",
                   "01 user_action:u8=user_action "
                   "10 uss_data:{UssData} "
                   "11 uss_data_utf16!:[u8]u16"),
    QMI_REQUEST(0x0041, "get-config",
                "10 auto_answer:u8=bool "
                "11 air_timer:u8=bool "
                "12 roam_timer:u8=bool "
                "13 tty_mode:u8=bool "
                "14 preferred_voice_service_option:u8=bool "
                "15 amr_status:u8=bool "
                "16 preferred_voice_privacy:u8=bool "
                "17 nam_index:u8=bool "
                "18 voice_domain_preference:u8=bool",
                "10 auto_answer_status:u8=bool "
                "11 air_timer_count:{ nam_id:u8 air_timer:u32 } "
                "12 roam_timer_count:{ nam_id:u8 roam_timer:u32 } "
                "13 current_tty_mode:u8=tty_mode "
                "14 current_preferred_voice_so:{ nam_id:u8 evrc_capability:u8=bool "
                "home_page_voice_service_option:u16=service_option "
                "home_origination_voice_service_option:u16=service_option "
                "roaming_origination_voice_service_option:u16=service_option } "
                "15 current_amr_status:{ gsm:u8=bool wcdma:u8=wcdma_amr_status } "
                "16 current_voice_privacy_preference:u8=privacy "
                "17 current_voice_domain_preference:u8=domain"),
    QMI_MESSAGE(0x0043, "originate-ussd-no-wait", "01 uss_data:{UssData}", "",
                "10 error_code:u16 "
                "11 failure_cause:u16=call_end_reason "
                "12 uss_data:{UssData} "
                "13 alpha_identifier:{Alpha} "
                "14 uss_data_utf16!:[u8]u16"),
};

static const struct wdm_structure structures[] = {
    {"Alpha", "data_coding_scheme:u8=alpha_data_coding_scheme alpha!:[u8]u8"},
    {"CallInformation",
     "id:u8 state:u8=call_state type:u8=call_type direction:u8=call_direction mode:u8=call_mode "
     "multipart_indicator:u8=bool als:u8=als"},
    {"RemotePartyNumber", "id:u8 presentation_indicator:u8=presentation type:str8"},
    {"UssData", "data_coding_scheme:u8=uss_data_coding_scheme data!:[u8]u8"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("alerting_type", "network ue"),
    ENUM("alpha_data_coding_scheme", "1=gsm ucs2"),
    ENUM("als", "1 2"),
    ENUM("call_control_result_type", "voice sups ussd"),
    ENUM("call_control_supplementary_service_type",
         "1=activate deactivate register erase interrogate register-password ussd"),
    ENUM("call_direction", "unknown mo mt"),
    ENUM("call_end_reason",
         "offline 0x14=cdma-lock no-service fade intercept reorder release-normal "
         "release-so-reject incoming-call alert-stop client-end activation mc-abort "
         "max-access-probe psist-n uim-not-present access-attempt-in-progress "
         "access-failure access-retry-order ccs-not-supported-by-bs no-response-from-bs "
         "rejected-by-bs incompatible access-block already-in-tc emergency-flashed "
         "user-call-originated-during-gps user-call-originated-during-sms "
         "user-call-originated-during-data redirection-or-handoff access-block-all "
         "otasp-spc-err is707b-max-access-probes access-failure-reject-order "
         "access-failure-retry-order timeout-t42 timeout-t40 service-init-failure "
         "timeout-t50 timeout-t51 rl-ack-timeout bad-forward-link trm-request-failed "
         "timeout-t41 0x66=incoming-rejected setup-rejected network-end no-funds "
         "no-gw-service no-cdma-service no-full-service max-ps-calls unknown-subscriber "
         "illegal-subscriber bearer-service-not-provisioned tele-service-not-provisioned "
         "illegal-equipment call-barred illegal-ss-operation ss-error-status "
         "ss-not-available ss-subscription-violation ss-incompatibility "
         "facility-not-supported absent-subscriber short-term-denial long-term-denial "
         "system-failure data-missing unexpected-data-value password-registration-failure "
         "negative-password-check num-of-password-attempts-violation "
         "position-method-failure unknown-alphabet ussd-busy rejected-by-user "
         "rejected-by-network deflection-to-served-subscriber special-service-code "
         "invalid-deflected-to-number multiparty-participants-exceeded "
         "resources-not-available unassigned-number no-route-to-destination "
         "channel-unacceptable operator-determined-barring normal-call-clearing user-busy "
         "no-user-responding user-alerting-no-answer call-rejected number-changed "
         "preemption destination-out-of-order invalid-number-format facility-rejected "
         "response-to-status-enquiry normal-unspecified no-circuit-or-channel-available "
         "network-out-of-order temporary-failure switching-equipment-congestion "
         "access-information-discarded requested-circuit-or-channel-not-available "
         "resources-unavailable-or-unspecified qos-unavailable "
         "requested-facility-not-subscribed incoming-calls-barred-within-cug "
         "bearer-capability-not-auth bearer-capability-unavailable "
         "service-option-not-available acm-limit-exceeded bearer-service-not-implemented "
         "requested-facility-not-implemented only-digital-information-bearer-available "
         "service-or-option-not-implemented invalid-transaction-identifier "
         "user-not-member-of-cug incompatible-destination "
         "invalid-transit-network-selection semantically-incorrect-message "
         "invalid-mandatory-information message-type-not-implemented "
         "message-type-not-compatible-with-protocol-state "
         "information-element-non-existent conditional-ie-error "
         "message-not-compatible-with-protocol-state recovery-on-timer-expired "
         "protocol-error-unspecified interworking-unspecified "
         "outgoing-calls-barred-within-cug no-cug-selection unknown-cug-index "
         "cug-index-incompatible cug-call-failure-unspecified clir-not-subscribed "
         "ccbs-possible ccbs-not-possible imsi-unknown-in-hlr illegal-ms "
         "imsi-unknown-in-vlr imei-not-accepted illegal-me plmn-not-allowed "
         "location-area-not-allowed roaming-not-allowed-in-this-location-area "
         "no-suitable-cells-in-location-area network-failure mac-failure synch-failure "
         "network-congestion gsm-authentication-unacceptable service-not-subscribed "
         "service-temporarily-out-of-order call-cannot-be-identified "
         "incorrect-semantics-in-message mandatory-information-invalid "
         "access-stratum-failure invalid-sim wrong-state access-class-blocked "
         "no-resources invalid-user-data timer-t3230-expired no-cell-available "
         "abort-message-received radio-link-lost timer-t303-expired "
         "cnm-mm-release-pending access-stratum-reject-rr-release-indication "
         "access-stratum-reject-rr-random-access-failure "
         "access-stratum-reject-rrc-release-indication "
         "access-stratum-reject-rrc-close-session-indication "
         "access-stratum-reject-rrc-open-session-failure "
         "access-stratum-reject-low-level-failure "
         "access-stratum-reject-low-level-failure-redial-not-allowed "
         "access-stratum-reject-low-level-immediate-retry "
         "access-stratum-reject-abort-radio-unavailable service-option-not-supported "
         "0x12c=bad-request-wait-invite bad-request-wait-reinvite invalid-remote-uri "
         "remote-unsupported-media-type peer-not-reachable network-no-response-timeout "
         "network-no-response-hold-failure data-connection-lost "
         "upgrade-downgrade-rejected sip-403-forbidden no-network-response "
         "upgrade-downgrade-failed upgrade-downgrade-cancelled ssac-reject "
         "thermal-emergency 1xcsfb-soft-failure 1xcsfb-hard-failure"),
    ENUM("call_mode", "unknown cdma gsm umts lte"),
    ENUM("call_state",
         "unknown origination incoming conversation cc-in-progress alerting hold waiting "
         "disconnecting end setup"),
    ENUM("call_type", "voice 2=voice-ip 6=otapa 8=non-std-otasp emergency sups"),
    ENUM("domain", "cs-only ps-only cs-preferred ps-preferred"),
    ENUM("presentation", "allowed restricted unavailable 4=payphone"),
    ENUM("privacy", "standard enhanced"),
    ENUM("service_option", "wild is-96a 3=evrc 0x11=13k-is733 0x38=selectable-mode-vocoder "
                           "0x44=4gv-narrow-band 0x46=4gv-wide-band 0x8000=13k is-96 0x8023=wvrc"),
    ENUM("supplementary_service_action", "1=activate deactivate register erase"),
    ENUM("supplementary_service_notification_type",
         "1=outgoing-call-is-forwarded outgoing-call-is-waiting outgoing-cug-call "
         "outgoing-calls-barred outgoing-call-is-deflected incoming-cug-call "
         "incoming-calls-barred incoming-forwarded-call incoming-deflected-call "
         "incoming-call-is-forwarded unconditional-call-forward-active "
         "conditional-call-forward-active clir-suppression-rejected call-is-on-hold "
         "call-is-retrieved call-is-in-multiparty incoming-call-is-ect"),
    ENUM("supplementary_service_reason",
         "1=forward-unconditional forward-mobile-busy forward-no-reply "
         "forward-unreachable forward-all forward-all-conditional all-outgoing "
         "outgoing-internal outgoing-internal-external-to-home all-incoming "
         "incoming-roaming bar-all bar-all-outgoing bar-all-incoming call-waiting"),
    ENUM("supplementary_service_type",
         "1=release-held-or-waiting release-active-accept-held-or-waiting "
         "hold-active-accept-waiting-or-held hold-all-except-specified-call "
         "make-conference-call explicit-call-transfer ccbs-activation end-all-calls "
         "release-specified-call local-hold local-unhold"),
    ENUM("tty_mode", "full vco hco off"),
    ENUM("user_action", "unknown not-required required"),
    ENUM("uss_data_coding_scheme", "unknown ascii 8bit ucs2"),
    FLAGS("wcdma_amr_status", "not-supported wcdma-amr-wb gsm-hr-amr gsm-amr-wb gsm-amr-nb"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_voice = {
    .id = 0x09,
    .name = "voice",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
