/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What services share: enumerations that several of them name, and the lists of
 * error codes, whose names are written as the specifications have them. Data only.
 */
#include "tables.h"

static const struct wdm_enumeration qmi[] = {
#ifndef WDM_SMALL
    ENUM("data_endpoint_type", "unknown hsic hsusb pcie embedded bam-dmux ethernet 0xff=undefined"),
#endif
    ENUM("protocol_error",
         "None MalformedMessage NoMemory Internal Aborted ClientIdsExhausted "
         "UnabortableTransaction InvalidClientId NoThresholdsProvided InvalidHandle "
         "InvalidProfile InvalidPinId IncorrectPin NoNetworkFound CallFailed OutOfCall "
         "NotProvisioned MissingArgument 0x13=ArgumentTooLong 0x16=InvalidTransactionId "
         "DeviceInUse NetworkUnsupported DeviceUnsupported NoEffect NoFreeProfile "
         "InvalidPdpType InvalidTechnologyPreference InvalidProfileType "
         "InvalidServiceType InvalidRegisterAction InvalidPsAttachAction "
         "AuthenticationFailed PinBlocked PinAlwaysBlocked UimUninitialized "
         "MaximumQosRequestsInUse IncorrectFlowFilter NetworkQosUnaware InvalidQosId "
         "RequestedNumberUnsupported InterfaceNotFound FlowSuspended InvalidDataFormat "
         "GeneralError UnknownError InvalidArgument InvalidIndex NoEntry "
         "DeviceStorageFull DeviceNotReady NetworkNotReady WmsCauseCode WmsMessageNotSent "
         "WmsMessageDeliveryFailure WmsInvalidMessageId WmsEncoding AuthenticationLock "
         "InvalidTransition NotMcastInterface MaximumMcastRequestsInUse "
         "InvalidMcastHandle InvalidIpFamilyPreference SessionInactive SessionInvalid "
         "SessionOwnership InsufficientResources Disabled InvalidOperation "
         "InvalidQmiCommand WmsTPduType WmsSmscAddress InformationUnavailable "
         "SegmentTooLong SegmentOrder BundlingNotSupported OperationPartialFailure "
         "PolicyMismatch SimFileNotFound ExtendedInternal AccessDenied HardwareRestricted "
         "AckNotSent InjectTimeout 0x5a=IncompatibleState FdnRestrict SupsFailureCase "
         "NoRadio NotSupported NoSubscription CardCallControlFailed NetworkAborted "
         "MsgBlocked 0x64=InvalidSessionType InvalidPbType NoSim PbNotReady "
         "PinRestriction Pin1Restriction PukRestriction Puk2Restriction "
         "PbAccessRestricted PbDeleteInProgress PbTextTooLong PbNumberTooLong "
         "PbHiddenKeyRestriction PbNotAvailable DeviceMemoryError NoPermission TooSoon "
         "TimeNotAcquired OperationInProgress 0x184=FwWriteFailed FwInfoReadFailed "
         "FwFileNotFound FwDirNotFound FwAlreadyActivated FwCannotGenericImage "
         "0x190=FwFileOpenFailed FwUpdateDiscontinuousFrame FwUpdateFailed "
         "0xf001=CatEventRegistrationFailed CatInvalidTerminalResponse "
         "CatInvalidEnvelopeCommand CatEnvelopeCommandBusy CatEnvelopeCommandFailed"),
    ENUM("service",
         "ctl wds dms nas qos wms pds auth at voice cat2 uim pbm qchat rmtfs test loc sar "
         "ims adc csd mfs time ts tmd sap wda tsync rfsa csvt qcmap imsp imsvt imsa coex "
         "0x24=pdc 0x26=stx bit imsrtp rfrpe dsd ssctl 0x2f=dpm 0x32=uim-rmt "
         "0x47=uim-http 0xe0=cat rms oma fox foxap 0xe6=fota gms gas 0xed=atr 0x190=ssc "
         "0x302=imsdcm"),
#ifndef WDM_SMALL
    ENUM("subscription_type", "default primary secondary tertiary 0xff=any"),
#endif
};

static const struct wdm_enumeration mbim[] = {
    ENUM("auth_protocol", "none pap chap mschapv2"),
    FLAGS("cellular_class", "0x0=none 0x1=gsm cdma"),
    ENUM("compression", "none enable"),
    ENUM("context_ip_type", "default ipv4 ipv6 ipv4v6 ipv4-and-ipv6"),
    FLAGS("ctrl_caps", "0x0=none 0x1=reg-manual hw-radio-switch cdma-mobile-ip cdma-simple-ip "
                       "multi-carrier esim ue-policy-route-selection sim-hot-swap-capable"),
    FLAGS("data_class",
          "0x0=none 0x1=gprs edge umts hsdpa hsupa lte 5g-nsa 5g-sa 0x10000=1xrtt 1xevdo "
          "1xevdo-reva 1xevdv 3xrtt 1xevdo-revb umb 0x80000000=custom"),
    FLAGS("data_class_v3",
          "0x0=none 0x1=gprs edge umts hsdpa hsupa lte 5g 0x10000=1xrtt 1xevdo 1xevdo-reva "
          "1xevdv 3xrtt 1xevdo-revb umb 0x80000000=custom"),
    FLAGS("data_subclass", "0x0=none 0x1=5g-endc 5g-nr 5g-nedc 5g-elte 5g-ngendc"),
    ENUM("device_type", "unknown embedded removable remote"),
    ENUM("nw_error",
         "none 2=imsi-unknown-in-hlr illegal-ms imsi-unknown-in-vlr imei-not-accepted "
         "illegal-me gprs-not-allowed gprs-and-non-gprs-not-allowed "
         "ms-identity-not-derived-by-network implicitly-detached plmn-not-allowed "
         "location-area-not-allowed roaming-not-allowed-in-location-area "
         "gprs-not-allowed-in-plmn no-cells-in-location-area "
         "msc-temporarily-not-reachable network-failure 0x14=mac-failure synch-failure "
         "congestion gsm-authentication-unacceptable 0x19=not-authorized-for-csg "
         "insufficient-resources missing-or-unknown-apn unknown-pdp-address-or-type "
         "user-authentication-failed activation-rejected-by-ggsn-or-gw "
         "activation-rejected-unspecified service-option-not-supported "
         "requested-service-option-not-subscribed service-option-temporarily-out-of-order "
         "0x28=no-pdp-context-activated semantic-error-in-the-tft-operation "
         "syntactical-error-in-the-tft-operation unknown-pdp-context "
         "semantic-errors-in-packet-filter syntactical-errors-in-packet-filter "
         "pdp-context-without-tft-already-activated "
         "0x30=request-rejected-or-bearer-control-mode-violation "
         "last-pdn-disconnection-not-allowed pdp-type-ipv4-only-allowed "
         "pdp-type-ipv6-only-allowed 0x3e=no-network-slices-available "
         "0x41=maximum-number-of-pdp-contexts-reached "
         "requested-apn-not-supported-in-current-rat-and-plmn "
         "insufficient-resources-for-specific-slice-and-dnn "
         "0x45=insufficient-resources-for-specific-slice 0x47=ngksi-already-in-use "
         "non-3gpp-access-to-5gcn-not-allowed serving-network-not-authorized "
         "temporarily-not-authorized-for-this-snpn "
         "permanently-not-authorized-for-this-snpn "
         "not-authorized-for-this-cag-or-authorized-for-cag-cells-only "
         "wireline-access-area-not-allowed 0x5a=payload-was-not-forwarded "
         "dnn-not-supported-or-not-subscribed-in-the-slice "
         "insufficient-user-plane-resources-for-the-pdu-session "
         "0x5f=semantically-incorrect-message invalid-mandatory-information "
         "message-type-non-existent-or-not-implemented "
         "message-type-not-compatible-with-protocol-state "
         "information-element-non-existent-or-not-implemented conditional-ie-error "
         "message-not-compatible-with-protocol-state 0x6f=protocol-error-unspecified "
         "apn-restriction-value-incompatible-with-active-pdp-context "
         "multiple-accesses-to-a-pdn-connection-not-allowed"),
    ENUM("pin_type", "unknown custom pin1 pin2 device-sim-pin device-first-sim-pin network-pin "
                     "network-subset-pin service-provider-pin corporate-pin subsidy-pin puk1 puk2 "
                     "device-first-sim-puk network-puk network-subset-puk service-provider-puk "
                     "corporate-puk nev adm"),
    ENUM("protocol_error",
         "Invalid TimeoutFragment FragmentOutOfSequence LengthMismatch DuplicatedTid "
         "NotOpened Unknown Cancel MaxTransfer"),
    FLAGS("provider_state", "0x0=unknown 0x1=home forbidden preferred visible registered "
                            "preferred-multicarrier"),
    ENUM("register_mode", "unknown automatic manual"),
    ENUM("register_state", "unknown deregistered searching home roaming partner denied"),
    FLAGS("registration_flag",
          "0x0=none 0x1=manual-selection-not-available packet-service-automatic-attach"),
    FLAGS("sim_class", "0x0=none 0x1=logical removable"),
    FLAGS("sms_caps", "0x0=none 0x1=pdu-receive pdu-send text-receive text-send"),
    ENUM("status_error",
         "None Busy Failure SimNotInserted BadSim PinRequired PinDisabled NotRegistered "
         "ProvidersNotFound NoDeviceSupport ProviderNotVisible DataClassNotAvailable "
         "PacketServiceDetached MaxActivatedContexts NotInitialized VoiceCallInProgress "
         "ContextNotActivated ServiceNotActivated InvalidAccessString InvalidUserNamePwd "
         "RadioPowerOff InvalidParameters ReadFailure WriteFailure 0x19=NoPhonebook "
         "ParameterTooLong StkBusy OperationNotAllowed MemoryFailure InvalidMemoryIndex "
         "MemoryFull FilterNotSupported DssInstanceLimit InvalidDeviceServiceOperation "
         "AuthIncorrectAuth AuthSyncFailure AuthAmfNotSet ContextNotSupported "
         "0x64=SmsUnknownSmscAddress SmsNetworkTimeout SmsLangNotSupported "
         "SmsEncodingNotSupported SmsFormatNotSupported 0x87430001=NoLogicalChannels "
         "SelectFailed InvalidLogicalChannel 0x91000001=InvalidSignature InvalidImei "
         "InvalidTimeStamp NetworkListTooLarge SignatureAlgorithmNotSupported "
         "FeatureNotSupported DecodeOrParsingError"),
    ENUM("voice_class", "unknown no-voice separated-voice-data simultaneous-voice-data"),
};

const struct wdm_catalogue_common wdm_catalogue_common_qmi = {qmi, COUNT(qmi)};
const struct wdm_catalogue_common wdm_catalogue_common_mbim = {mbim, COUNT(mbim)};
