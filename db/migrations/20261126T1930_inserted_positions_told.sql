-- Who has inserted a position is told of it when it is still to pay after a while: asked for each minute, by time.
create index position_claims_created on position_claims (institution_id, claimed_at) where reason = 'created';
