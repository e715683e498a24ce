// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The registry of Anamnesis: who is who, which record is the current one, who may read, who has read.
/// @notice It applies operations that participants signed (PROTOCOL.md, sections 2 to 4). Whoever carries them here needs no
/// trust: each is verified on its own against the signer's key, and a bad one emits `OperationRejected` without hurting its
/// neighbours. There is no owner and no proxy. Organisations, registrars and relayers enter by the vote of the members.
interface IAnamnesisRegistry {
    /// @notice A participant as of now.
    /// @param organisation 0 if there is no such participant, as are all other fields
    /// @param status 1 active, 2 suspended, 3 left
    /// @param sequence of the last STATUS, 0 after ENROL
    struct ParticipantView {
        bytes32 organisation;
        uint8 role;
        uint8 status;
        uint64 sequence;
        bytes32 signingX;
        bytes32 signingY;
    }

    /// @notice The head of a record; its location and the rest stand in its `Registered` event.
    /// @param version 0 if there is no such record, as are all other fields
    /// @param time of the block that registered this version
    struct RecordView {
        bytes32 contentHash;
        bytes32 patient;
        bytes32 author;
        bytes32 store;
        uint32 version;
        uint8 suite;
        uint64 time;
    }

    /// @notice A consent entry.
    /// @param sequence 0 if there never was one
    /// @param notBefore a start of 2⁵⁶−1 or later reads as 2⁶⁴−1: both lie past any time of a block
    /// @param notAfter an end of 2⁵⁶−1 or later reads as 2⁶⁴−1, no end
    struct ConsentView {
        uint32 roles;
        uint8 permissions;
        uint32 purposes;
        uint8 effect;
        uint64 notBefore;
        uint64 notAfter;
        uint64 sequence;
    }

    /// @notice A record service and the key of its acceptances.
    /// @param status 0 if there is no such store, 1 active, 2 closed
    struct StoreView {
        bytes32 organisation;
        bytes32 signingX;
        bytes32 signingY;
        uint8 status;
        uint64 sequence;
    }

    /// @notice An account that may apply batches.
    /// @param organisation whose integrator it is; 0 if it never was a relayer
    /// @param accredited false once dismissed
    /// @param nextBatch the only batch number that it may send next; the first is 1
    struct RelayerView {
        bytes32 organisation;
        bool accredited;
        uint64 nextBatch;
    }

    error NotRelayer(address sender);
    error WrongBatch(uint64 expected, uint64 given);
    error NotMember(address sender);
    error OnlyByVote();
    error VoteClosed(uint64 closes);
    error AlreadyCarried(bytes32 motion);
    error AlreadyMember(address member);
    error LastMember();
    error AlreadyAdmitted(bytes32 organisation);
    error UnknownOrganisation(bytes32 organisation);
    error AlreadyEnrolled(bytes32 participant);
    error UnknownRelayer(address relayer);
    error InvalidKey();
    error ZeroValue();

    event Enrolled(
        bytes32 indexed id,
        bytes32 indexed participant,
        bytes32 indexed organisation,
        bytes32 registrar,
        uint8 role,
        bytes32 signingX,
        bytes32 signingY,
        bytes32 encryptionX,
        bytes32 encryptionY,
        bytes32 certificateHash
    );
    event StatusChanged(
        bytes32 indexed id,
        bytes32 indexed participant,
        bytes32 registrar,
        uint8 status,
        uint64 sequence,
        bytes32 reasonHash
    );
    event StoreChanged(
        bytes32 indexed id,
        bytes32 indexed store,
        bytes32 indexed organisation,
        bytes32 registrar,
        bytes32 signingX,
        bytes32 signingY,
        uint8 status,
        uint64 sequence
    );
    event Registered(
        bytes32 indexed id,
        bytes32 indexed record,
        bytes32 indexed patient,
        bytes32 author,
        bytes32 store,
        uint32 version,
        uint8 suite,
        bytes32 contentHash,
        uint64 sealedLength,
        bytes32 previousContentHash,
        bytes32 metadataHash,
        bytes32 keyCommitment
    );
    event ConsentChanged(
        bytes32 indexed id,
        bytes32 indexed patient,
        bytes32 indexed grantee,
        bytes32 signer,
        bytes32 record,
        uint32 roles,
        uint8 permissions,
        uint32 purposes,
        uint8 effect,
        uint64 notBefore,
        uint64 notAfter,
        uint64 sequence
    );
    event Accessed(
        bytes32 indexed id,
        bytes32 indexed patient,
        bytes32 indexed actor,
        bytes32 record,
        uint32 version,
        uint8 purpose,
        uint8 basis,
        bytes32 reasonHash,
        bytes32 store,
        uint64 time,
        bytes32 nonce,
        bytes32 verdict
    );
    event OperationRejected(bytes32 indexed id, uint8 reason);
    event BatchApplied(address indexed relayer, uint64 batch);
    event OrganisationAdmitted(bytes32 indexed organisation);
    event RegistrarAppointed(
        bytes32 indexed participant,
        bytes32 indexed organisation,
        bytes32 signingX,
        bytes32 signingY,
        bytes32 encryptionX,
        bytes32 encryptionY
    );
    event RelayerAccredited(address indexed relayer, bytes32 indexed organisation);
    event RelayerDismissed(address indexed relayer);
    event MemberAdmitted(address indexed member);
    event MemberDismissed(address indexed member);
    event Voted(bytes32 indexed motion, address indexed member, bytes call, uint64 closes);

    /// @notice Applies the frames one after the other. Reverts only if the sender is no accredited relayer, the batch is not
    /// its next one, or the gas does not suffice; no sequence of words makes it revert.
    /// @param batch the relayer's next batch number, so that no batch is applied twice or left out
    /// @param frames head, fields and signatures of each operation, one after the other
    function applyBatch(uint64 batch, bytes32[] calldata frames) external;

    /// @notice Applies one operation, whoever sends it. It never reverts for what the frame holds.
    function applyOne(bytes32[] calldata frame) external;

    /// @notice Votes for a motion and carries it as soon as more than half of the present members have voted for it.
    /// @param call the ABI-encoded call of one of the functions below that go only by vote
    /// @param closes Unix seconds from which on no vote counts; part of the motion's identity
    function vote(bytes calldata call, uint64 closes) external;

    /// @notice Lets an organisation in. Only by vote.
    function admitOrganisation(bytes32 organisation) external;

    /// @notice Enrols a registrar of an organisation under SHA-256(04 ‖ signing x ‖ signing y). Only by vote.
    function appointRegistrar(
        bytes32 organisation,
        bytes32 signingX,
        bytes32 signingY,
        bytes32 encryptionX,
        bytes32 encryptionY
    ) external;

    /// @notice Lets an account apply batches, or moves it to another organisation; its batch numbers go on. Only by vote.
    function accreditRelayer(address relayer, bytes32 organisation) external;

    /// @notice Ends a relayer's right. Only by vote.
    function dismissRelayer(address relayer) external;

    /// @notice Lets a member vote. Only by vote.
    function admitMember(address member) external;

    /// @notice Ends a member's vote, votes given included. The last member stays. Only by vote.
    function dismissMember(address member) external;

    function participant(bytes32 id) external view returns (ParticipantView memory);

    function record(bytes32 id) external view returns (RecordView memory);

    /// @param recordId 0 for the entry over all records
    /// @param grantee a participant or an organisation
    function consent(bytes32 patient, bytes32 recordId, bytes32 grantee) external view returns (ConsentView memory);

    function store(bytes32 id) external view returns (StoreView memory);

    function organisation(bytes32 id) external view returns (bool admitted);

    function relayer(address account) external view returns (RelayerView memory);

    function member(address account) external view returns (bool);

    function memberCount() external view returns (uint256);

    /// @notice Decides as PROTOCOL.md section 3 says, with the state of now and the consent in force at `time`.
    /// @param recordId 0 for all records of the patient
    /// @param permission one of READ 1, CONTRIBUTE 2, EMERGENCY 4, DELEGATE 8
    /// @param purpose asked for READ only, which 0 never permits
    /// @return permitted the decision
    /// @return basis 1 owner, 2 author of the head, 3 consent, 0 if refused
    function isPermitted(
        bytes32 patient,
        bytes32 actor,
        bytes32 recordId,
        uint8 permission,
        uint8 purpose,
        uint64 time
    ) external view returns (bool permitted, uint8 basis);
}
