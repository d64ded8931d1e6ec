"""What is done for sales that were made: shipping, receipts, refunds, license keys."""
